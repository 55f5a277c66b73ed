using System.Globalization;
using Zhijian.Modules.Monitoring.Intake;
using Zhijian.Modules.Registry;
using Zhijian.Platform.Judging;
using Zhijian.Rules.Exposure;
using Zhijian.Rules.Monitoring;

namespace Zhijian.Modules.Monitoring;

/// <summary>A post with a factor, as the registry knows it.</summary>
sealed record FictionalPost(Guid EmployerId, Guid WorkplaceId, string Workshop, string Post, string FactorCode, int? Persons, decimal? HoursPerDay);

/// <summary>Results as a laboratory might find them, the same for the same employer whenever they are made.</summary>
sealed class FictionalResults(ReferenceBook book, RowReader reader)
{
    readonly Dictionary<(string, int), (ExposureIndex Index, decimal Limit, DustFraction Fraction)?> usual = [];

    public PreparedReport Report(Employer employer, Workplace place, IReadOnlyList<FictionalPost> posts, DateOnly day, DateOnly sealedOn, string number, string sampler)
    {
        // Some employers keep house better than others.
        var care = -1.6 + Lot(employer.Id, 100) / 100.0;
        return Prepared(
            new() { Number = number, Kind = ReportKind.Periodic, Employer = employer.CreditCode!, IssuedOn = sealedOn.AddDays(-1), Samplers = sampler, Instruments = "YQ-001、YQ-002", Rows = [.. posts.Select((post, i) => Row(post, i, day, care)).OfType<ReportRow>()] },
            new(employer.Id, employer.Name, employer.CreditCode, employer.IndustryCode, employer.EstablishedOn, []),
            new(place.Id, employer.Id, place.Name, place.IsMain, place.DivisionCode, place.ScopePath, place.CountyCode, place.Longitude, place.Latitude), day);
    }

    /// <summary>What was over the limit, measured again: of fourteen points thirteen comply.</summary>
    public PreparedReport Retest(MadeReport first, DateOnly day, DateOnly sealedOn)
    {
        var over = first.Results.Where(r => r.Verdict == Verdict.Exceeds).Select(r => Again(first.From.Rows[r.Ordinal - 1], day, Lot(r.WorkplaceId, 1400, r.Ordinal))).ToList();
        return Prepared(first.From.Form with { Number = first.From.Form.Number + "-复", IssuedOn = sealedOn, Rows = over }, first.From.Employer!, first.From.Place!, day);
    }

    static ReportRow Again(JudgedResult was, DateOnly day, int lot)
    {
        var limit = was.Judgement.Limit;
        var share = lot % 14 == 0 ? 1.1m + lot / 5600m : 0.25m + lot / 3200m;
        var value = was.Sample.Index.IsLevel() ? Math.Round(limit + (share - 1) * 6, 1) : Significant(limit * share);
        return was.Row with { Value = value.ToString(CultureInfo.InvariantCulture), SampledOn = day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) };
    }

    PreparedReport Prepared(ReportForm form, KnownEmployer employer, EmployerPlace place, DateOnly day)
    {
        var prepared = new PreparedReport { Form = form, Employer = employer, Place = place, Limits = reader.Limits };
        prepared.Rows = [.. form.Rows.Select((row, i) => reader.Read(row, i, prepared.Problems)).OfType<JudgedResult>()];
        prepared.Facts = new() { Kind = form.Kind, SampledFrom = day, SampledTo = day, IssuedOn = form.IssuedOn, IndustryCode = employer.IndustryCode, DivisionCode = place.DivisionCode, Samplers = [form.Samplers!], Instruments = ReportForm.Words(form.Instruments), Rows = [] };
        return prepared;
    }

    ReportRow? Row(FictionalPost post, int at, DateOnly day, double care)
    {
        if (Usual(post.FactorCode, day) is not { } how) return null;
        var chance = Normal(post.WorkplaceId, at * 7 + day.Year);
        var value = how.Index switch
        {
            ExposureIndex.NoiseDay => Math.Round((decimal)(79.5 + 3.2 * chance + 2 * (care + 1)), 1),
            ExposureIndex.Heat => Math.Round(how.Limit + (decimal)(-2 + 1.3 * chance), 1),
            _ => Significant(how.Limit * (decimal)Math.Exp(care + 0.75 * chance)),
        };
        return new()
        {
            Workshop = post.Workshop, Post = post.Post, Point = "作业位", Persons = post.Persons, Factor = post.FactorCode, Index = how.Index.Symbol(), Fraction = how.Fraction == DustFraction.Unstated ? null : how.Fraction.Word(),
            Value = value.ToString(CultureInfo.InvariantCulture), SampledOn = day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), Minutes = how.Index == ExposureIndex.Ceiling ? 15 : 120,
            FreeSilicaPercent = post.FactorCode == "D01" ? "24" : null, Intensity = how.Index == ExposureIndex.Heat ? "Ⅱ" : null, ExposureRatePercent = how.Index == ExposureIndex.Heat ? "75" : null,
        };
    }

    /// <summary>By which index a factor is usually measured, with a limit to scale by.</summary>
    (ExposureIndex Index, decimal Limit, DustFraction Fraction)? Usual(string code, DateOnly day)
    {
        if (usual.TryGetValue((code, day.Year), out var known)) return known;
        (ExposureIndex, decimal, DustFraction)? found = null;
        if (book.Names.TryFind(code, out var factors))
            foreach (var index in (ExposureIndex[])[ExposureIndex.TimeWeighted, ExposureIndex.Ceiling, ExposureIndex.NoiseDay, ExposureIndex.Heat])
                if (factors.SelectMany(f => book.Limits.LimitsOf(f, day)).Select(l => l.Limit).Where(l => l.Index == index && l.Value > 0).OrderBy(l => l.Fraction).FirstOrDefault() is { } limit)
                {
                    found = (index, index == ExposureIndex.Heat ? 29 : limit.Value, limit.Fraction);
                    break;
                }
        return usual[(code, day.Year)] = found;
    }

    static decimal Significant(decimal value)
    {
        if (value <= 0) return 0.001m;
        var digits = Math.Clamp(2 - (int)Math.Floor(Math.Log10((double)value)), 0, 8);
        return Math.Round(value, digits);
    }

    static double Normal(Guid id, int salt)
    {
        var (a, b) = ((Lot(id, 9973, salt) + 1) / 9975.0, Lot(id, 9967, salt + 1) / 9967.0);
        return Math.Sqrt(-2 * Math.Log(a)) * Math.Cos(2 * Math.PI * b);
    }

    /// <summary>The same number for the same key, below the bound.</summary>
    public static int Lot(Guid id, int below, int salt = 0)
    {
        Span<byte> bytes = stackalloc byte[16];
        id.TryWriteBytes(bytes, bigEndian: true, out _);
        var z = System.Buffers.Binary.BinaryPrimitives.ReadUInt64BigEndian(bytes[8..]) ^ ((ulong)(uint)salt * 0x9E3779B97F4A7C15);
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return (int)((z ^ (z >> 31)) % (ulong)below);
    }
}
