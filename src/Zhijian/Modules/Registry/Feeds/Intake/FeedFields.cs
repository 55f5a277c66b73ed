using Zhijian.Rules.Matching;
using Zhijian.Rules.Text;

namespace Zhijian.Modules.Registry.Feeds.Intake;

/// <summary>One field that a feed may write.</summary>
/// <param name="Field">Property name of <see cref="Employer"/>, or Address of the main <see cref="Workplace"/>.</param>
/// <param name="Now">The present value; null or empty: nobody has said anything.</param>
/// <param name="Told">That of the record; null when it says nothing.</param>
sealed record FeedField(string Field, string Title, FactGroup Group, Func<Employer, Workplace?, object?> Now, Func<FeedRow, FeedPlan, object?> Told, Action<Employer, Workplace?, FeedRow, FeedPlan> Set)
{
    /// <summary>Spellings of one text are no change.</summary>
    public Func<string, string, bool> Same { get; init; } = (a, b) => Squeeze(a) == Squeeze(b);

    static string Squeeze(string text) => string.Concat(Width.Clean(text).Where(c => !char.IsWhiteSpace(c)));
}

/// <summary>A value that is to be replaced.</summary>
sealed record FeedDifference(FeedField Field, object? Before, object After);

/// <summary>Compares a record with a file field by field, by the order of trust.</summary>
static class FeedFields
{
    public const string WorkplaceAddress = nameof(Workplace.Address);

    static readonly FeedField[] All =
    [
        new(nameof(Employer.Name), "名称", FactGroup.Identity, (e, _) => e.Name, (r, _) => r.Name, (e, _, r, _) => e.Name = r.Name)
            { Same = (a, b) => CompanyName.Read(a, PlaceNames.None).Full == CompanyName.Read(b, PlaceNames.None).Full },
        new(nameof(Employer.CreditCode), "统一社会信用代码", FactGroup.Identity, (e, _) => e.CreditCode, (r, _) => r.CreditCode, (e, _, r, _) => (e.CreditCode, e.CodeStanding) = (r.CreditCode, EmployerMaker.StandingOf(r.CreditCode)))
            // A valid code never gives way to one whose check fails.
            { Same = (now, told) => now == told || (EmployerMaker.StandingOf(now) == CodeStanding.Valid && EmployerMaker.StandingOf(told) != CodeStanding.Valid) },
        new(nameof(Employer.RegistrationNumber), "注册号", FactGroup.Identity, (e, _) => e.RegistrationNumber, (r, _) => r.RegistrationNumber, (e, _, r, _) => e.RegistrationNumber = r.RegistrationNumber),
        new(nameof(Employer.RegisteredAddress), "注册地址", FactGroup.Identity, (e, _) => e.RegisteredAddress, (r, _) => r.RegisteredAddress, (e, _, r, _) => e.RegisteredAddress = r.RegisteredAddress),
        new(nameof(Employer.LegalRepresentative), "法定代表人", FactGroup.Identity, (e, _) => e.LegalRepresentative, (r, _) => r.LegalRepresentative, (e, _, r, _) => e.LegalRepresentative = r.LegalRepresentative),
        new(nameof(Employer.RegistrationType), "注册类型", FactGroup.Identity, (e, _) => e.RegistrationType == RegistrationType.Unknown ? null : e.RegistrationType,
            (r, _) => r.RegistrationType == RegistrationType.Unknown ? null : r.RegistrationType, (e, _, r, _) => e.RegistrationType = r.RegistrationType!.Value),
        new(nameof(Employer.EstablishedOn), "成立日期", FactGroup.Identity, (e, _) => e.EstablishedOn, (r, _) => r.EstablishedOn, (e, _, r, _) => e.EstablishedOn = r.EstablishedOn),
        new(WorkplaceAddress, "工作场所地址", FactGroup.Place, (_, w) => w?.Address, (r, _) => r.WorkplaceAddress, (_, w, r, _) => w!.Address = r.WorkplaceAddress!),
        new(nameof(Employer.IndustryCode), "行业", FactGroup.Industry, (e, _) => e.IndustryCode, (r, p) => r.IndustryCode is null && r.IndustryName is null ? null : p.Industry, (e, _, _, p) => e.IndustryCode = p.Industry!)
            // A coarser code of the same branch says less, not something else.
            { Same = (now, told) => now.StartsWith(told, StringComparison.Ordinal) },
        new(nameof(Employer.Status), "经营状态", FactGroup.Status, (e, _) => e.Status, (r, _) => r.Status, (e, w, r, _) =>
        {
            if (w is not null && w.Status == e.Status) w.Status = r.Status!.Value;
            e.Status = r.Status!.Value;
        }),
        new(nameof(Employer.ClosedOn), "注销日期", FactGroup.Status, (e, _) => e.ClosedOn, (r, _) => r.ClosedOn, (e, _, r, _) => e.ClosedOn = r.ClosedOn),
        new(nameof(Employer.Workers), "劳动者人数", FactGroup.Scale, (e, _) => e.Workers, (r, _) => r.Workers, (e, w, r, _) =>
        {
            if (w is not null && w.Workers == e.Workers) w.Workers = r.Workers;
            e.Workers = r.Workers;
        }),
        new(nameof(Employer.Phone), "联系电话", FactGroup.Contact, (e, _) => e.Phone, (r, _) => r.Phone, (e, _, r, _) => e.Phone = r.Phone),
    ];

    /// <param name="sources">Field → lineage of its present value; a field that is not there stands as the file began.</param>
    public static IReadOnlyList<FeedDifference> Differences(Employer employer, Workplace? main, FeedRow row, FeedPlan plan, Sources.FeedReading reading, string lineage, IReadOnlyDictionary<string, string> sources)
    {
        var found = new List<FeedDifference>();
        foreach (var field in All)
        {
            if (field.Field == WorkplaceAddress && main is null) continue;
            if (field.Told(row, plan) is not { } told || told is "") continue;
            var now = field.Now(employer, main);
            var isEmpty = now is null or "";
            if (!isEmpty && (Equals(now, told) || (now is string a && told is string b && field.Same(a, b)))) continue;
            var present = sources.GetValueOrDefault(field.Field) ?? employer.Source;
            if (SourceTrust.Prevails(reading.Trust.RankOf(lineage, field.Group), reading.Trust.RankOf(present, field.Group), isEmpty)) found.Add(new(field, now, told));
        }
        return found;
    }
}
