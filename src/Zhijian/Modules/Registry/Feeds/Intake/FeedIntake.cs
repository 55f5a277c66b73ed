using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Zhijian.Data;
using Zhijian.Modules.Registry.Feeds.Sources;
using Zhijian.Platform;
using Zhijian.Platform.Organisations;
using Zhijian.Rules.Identifiers;

namespace Zhijian.Modules.Registry.Feeds.Intake;

/// <summary>Writes the planned records of a chunk inside the open transaction: changed files tracked, new ones and items in bulk.</summary>
sealed class FeedIntake(ZhijianDb db, FeedApplier applier, EmployerMaker maker, Supervision.Jurisdiction jurisdiction, Risk.RiskBooks risks, MatchKeyKeeper words)
{
    internal static readonly JsonSerializerOptions Json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, Converters = { new System.Text.Json.Serialization.JsonStringEnumConverter() } };
    const int KeptCandidates = 5;

    /// <summary>What the records would come to, for the check before anything is written.</summary>
    public async Task<FeedCounts> ExpectAsync(FeedReading reading, string lineage, IReadOnlyList<FeedRow> rows, CancellationToken ct)
    {
        var files = await FeedTargets.LoadAsync(db, Targets(rows), tracked: false, ct);
        return rows.Aggregate(FeedCounts.None, (counts, row) => counts.And(row.Plan switch
        {
            { Problem: not null } => FeedOutcome.Rejected,
            { Question: not null } => FeedOutcome.ToConfirm,
            { Target: { } t } plan => FeedFields.Differences(files.Employer(t.Id), files.Main(t.Id), row, plan, reading, lineage, files.Sources(t.Id)).Count > 0 ? FeedOutcome.Changed : FeedOutcome.Unchanged,
            _ => FeedOutcome.New,
        }));
    }

    public async Task<IReadOnlyList<FeedItem>> WriteAsync(Change change, FeedBatch batch, FeedReading reading, IReadOnlyList<FeedRecord> records, CancellationToken ct)
    {
        var today = ChinaTime.DateOf(change.At);
        var files = await FeedTargets.LoadAsync(db, Targets([.. records.Select(r => r.Row)]), tracked: true, ct);
        var hints = await HintsAsync(reading, Targets([.. records.Select(r => r.Row)]), ct);
        var (made, items) = (new NewEmployers(), new List<FeedItem>(records.Count));
        var (rules, book) = (await jurisdiction.RulesAsync(ct), await risks.OfAsync(today, ct));
        var owners = await OwnersAsync(records, ct);
        foreach (var record in records)
        {
            var (row, plan) = (record.Row, record.Plan);
            if (plan.Problem is { } problem) items.Add(Item(batch, record, FeedOutcome.Rejected, null, message: problem.Message, rules: problem.Rule));
            else if (plan.Question is { } question) items.Add(Ask(batch, record, question));
            else if (plan.Target is { } target)
            {
                var told = applier.Apply(change, files, target.Id, row, plan, reading, batch.Lineage, Link(batch));
                applier.Hint(hints, files.Employer(target.Id), row, reading, today);
                items.Add(Item(batch, record, told is null ? FeedOutcome.Unchanged : FeedOutcome.Changed, target.Id, told));
            }
            else if (made.Find(row, plan) is { } twin)
            {
                applier.Hint(hints, twin.Employer, row, reading, today);
                items.Add(Item(batch, record, FeedOutcome.Unchanged, twin.Employer.Id, message: $"与本批“{twin.Employer.Name}”为同一单位"));
            }
            else
            {
                var fresh = Make(row, plan, batch.Lineage, rules, book, change.At, today, row.CreditCode is { } code && owners.TryGetValue(code, out var owner) ? owner : null);
                made.Add(row, fresh);
                applier.Hint(hints, fresh.Employer, row, reading, today);
                items.Add(Item(batch, record, FeedOutcome.New, fresh.Employer.Id));
            }
        }
        await InsertAsync(change, batch.Lineage, made.All, [.. made.All.Select(m => Beginning(change, m, reading, Link(batch)))], items, ct);
        foreach (var fresh in made.All) change.Raise(new EmployerChanged(fresh.Employer.Id, FieldsOf(fresh.Employer), batch.Lineage, today));
        batch.Add(items.Aggregate(FeedCounts.None, (counts, item) => counts.And(item.Outcome)));
        return items;
    }

    /// <summary>One new file by a person's decision.</summary>
    public async Task<Employer> MakeAsync(Change change, FeedRow row, FeedPlan plan, FeedReading reading, string lineage, string link, CancellationToken ct)
    {
        var today = ChinaTime.DateOf(change.At);
        var owners = row.CreditCode is null ? [] : await OwnersAsync([new(0, "", row)], ct);
        var fresh = Make(row, plan, lineage, await jurisdiction.RulesAsync(ct), await risks.OfAsync(today, ct), change.At, today, row.CreditCode is { } code && owners.TryGetValue(code, out var owner) ? owner : null);
        await InsertAsync(change, lineage, [fresh], [Beginning(change, fresh, reading, link)], [], ct);
        applier.Hint([], fresh.Employer, row, reading, today);
        change.Raise(new EmployerChanged(fresh.Employer.Id, FieldsOf(fresh.Employer), lineage, today));
        return fresh.Employer;
    }

    public async Task<Dictionary<(Guid, HintKind), FeedHint>> HintsAsync(FeedReading reading, IReadOnlyCollection<Guid> ids, CancellationToken ct)
    {
        var (key, of) = (reading.Source.Key, ids.ToArray());
        return await db.Set<FeedHint>().IgnoreQueryFilters([Conventions.ScopeFilter]).Where(h => h.SourceKey == key && EF.Parameter(of).Contains(h.EmployerId)).ToDictionaryAsync(h => (h.EmployerId, h.Kind), ct);
    }

    internal static string Link(FeedBatch batch) => $"/registry/feeds/batches/{batch.Id}";

    async Task InsertAsync(Change change, string origin, IReadOnlyList<NewEmployer> made, IReadOnlyList<EmployerEvent> beginnings, List<FeedItem> items, CancellationToken ct)
    {
        if (made.Count > 0)
        {
            await Bulk.InsertAsync(db, change, origin, made.Select(m => m.Employer), ct);
            await Bulk.InsertAsync(db, change, origin, made.Select(m => m.Main), ct);
            await Bulk.InsertAsync(db, change, origin, made.SelectMany(m => m.FormerNames), ct);
            await Bulk.InsertAsync(db, change, origin, beginnings, ct);
            await Bulk.InsertAsync(db, change, origin, made.SelectMany(m => words.Rows(new(m.Employer.Id, m.Employer.Name, m.Employer.CreditCode, m.Employer.CountyCode, m.Employer.DivisionCode, m.Main.Address, m.Employer.Phone))), ct);
        }
        if (items.Count > 0) await Bulk.InsertAsync(db, change, origin, items, ct);
    }

    NewEmployer Make(FeedRow row, FeedPlan plan, string lineage, IReadOnlyList<Zhijian.Rules.Jurisdiction.JurisdictionRule> rules, Risk.RiskBook book, DateTime at, DateOnly today, Guid? id)
    {
        var (employer, main) = maker.Make(new(row.Name, row.CreditCode, plan.Place!, row.WorkplaceAddress ?? row.RegisteredAddress ?? plan.Place!.Name, plan.Industry!, lineage)
        {
            RegistrationNumber = row.RegistrationNumber, RegisteredAddress = row.RegisteredAddress, RegistrationType = row.RegistrationType ?? RegistrationType.Unknown,
            LegalRepresentative = row.LegalRepresentative, Phone = row.Phone, EstablishedOn = row.EstablishedOn, Status = row.Status ?? EmployerStatus.Operating, Workers = row.Workers,
        }, rules, at, today, id, risk: book);
        employer.ClosedOn = row.ClosedOn;
        var former = row.FormerNames.Where(n => n != row.Name).Distinct().Select(n => new FormerName { EmployerId = employer.Id, Name = Texts.Cut(n, RegistryTables.NameLength), Until = today, Source = lineage }).ToList();
        if (former.Count > 0) employer.SearchText = maker.Search(row.Name, [row.CreditCode, row.RegistrationNumber, .. former.Select(f => f.Name)]);
        return new(employer, main, former);
    }

    /// <summary>The accounts of an employer were there before his file: the file takes their key.</summary>
    async Task<Dictionary<string, Guid>> OwnersAsync(IReadOnlyList<FeedRecord> records, CancellationToken ct)
    {
        string[] codes = [.. records.Select(r => r.Row.CreditCode).OfType<string>().Distinct()];
        if (codes.Length == 0) return [];
        return await db.Set<Organisation>().IgnoreQueryFilters([Conventions.ScopeFilter]).AsNoTracking()
            .Where(o => o.Kind == OrganisationKind.Employer && EF.Parameter(codes).Contains(o.CreditCode) && !db.Set<Employer>().IgnoreQueryFilters().Any(e => e.Id == o.Id))
            .ToDictionaryAsync(o => o.CreditCode, o => o.Id, ct);
    }

    static EmployerEvent Beginning(Change change, NewEmployer fresh, FeedReading reading, string link) => new()
    {
        EmployerId = fresh.Employer.Id, On = ChinaTime.DateOf(change.At), RecordedAt = change.At, Kind = "registry.created", Title = $"建档（来自{reading.Source.Title}）",
        Detail = fresh.Employer.CodeStanding == CodeStanding.CheckFailed ? "统一社会信用代码的校验位不符，按登记机关数据保留。" : null, Link = link, By = change.Viewer.Name,
    };

    static string[] FieldsOf(Employer e) =>
    [
        nameof(Employer.Name), nameof(Employer.IndustryCode), nameof(Employer.Status), nameof(Workplace.Address),
        .. e.CreditCode is null ? (string[])[] : [nameof(Employer.CreditCode)],
        .. e.LegalRepresentative is null ? (string[])[] : [nameof(Employer.LegalRepresentative)],
        .. e.Workers is null ? (string[])[] : [nameof(Employer.Workers)],
    ];

    static FeedItem Ask(FeedBatch batch, FeedRecord record, string question)
    {
        var kept = record.Plan.Verdict.Ranked.Take(KeptCandidates).Select(r => new KeptCandidate(record.Plan.Candidates[r.Candidate].Id, r.Score, r.Basis, r.Evidence)).ToList();
        return new()
        {
            BatchId = batch.Id, RecordKey = record.Key, RowNumber = record.Number, Name = record.Row.Name, Outcome = FeedOutcome.ToConfirm, Message = question,
            Score = kept is [var best, ..] ? Thousandths(best.Score) : null, Working = JsonSerializer.Serialize(kept, Json), Payload = JsonSerializer.Serialize(record.Row, Json),
            // Asked where the employer is, or seems to be; the one who sent it is asked when nobody knows.
            DivisionCode = PlaceOf(batch, record).Code, ScopePath = PlaceOf(batch, record).Path,
        };
    }

    internal static int Thousandths(double score) => (int)Math.Round(score * 1000);

    static (string Code, string Path) PlaceOf(FeedBatch batch, FeedRecord record) =>
        record.Plan.Verdict.Ranked is [var best, ..] && record.Plan.Candidates[best.Candidate] is var c ? (c.DivisionCode, c.ScopePath)
        : record.Plan.Place is { } place && place.Path.StartsWith(batch.ScopePath, StringComparison.Ordinal) ? (place.Code, place.Path) : (batch.DivisionCode, batch.ScopePath);

    static FeedItem Item(FeedBatch batch, FeedRecord record, FeedOutcome outcome, Guid? employer, string? changes = null, string? message = null, string? rules = null) => new()
    {
        BatchId = batch.Id, RecordKey = record.Key, RowNumber = record.Number, Name = record.Row.Name, Outcome = outcome, EmployerId = employer, Changes = changes,
        Message = message is null ? null : Texts.Cut(message, FeedBatchTables.MessageLength), Rules = rules, DivisionCode = batch.DivisionCode, ScopePath = batch.ScopePath,
    };

    static HashSet<Guid> Targets(IReadOnlyList<FeedRow> rows) => [.. rows.Where(r => r.Plan is { Problem: null, Question: null }).Select(r => r.Plan!.Target?.Id).OfType<Guid>()];

    sealed record NewEmployer(Employer Employer, Workplace Main, IReadOnlyList<FormerName> FormerNames);

    /// <summary>Made in this chunk and not yet found by any query: a list of permits names an employer more than once.</summary>
    sealed class NewEmployers
    {
        readonly Dictionary<string, NewEmployer> byWord = [];
        readonly List<NewEmployer> all = [];
        public IReadOnlyList<NewEmployer> All => all;

        public NewEmployer? Find(FeedRow row, FeedPlan plan) => Words(row, plan).Select(w => byWord.GetValueOrDefault(w)).FirstOrDefault(m => m is not null);

        public void Add(FeedRow row, NewEmployer made)
        {
            all.Add(made);
            foreach (var word in Words(row, row.Plan!)) byWord.TryAdd(word, made);
        }

        static IEnumerable<string> Words(FeedRow row, FeedPlan plan)
        {
            if (row.CreditCode is { } code) yield return "c" + code;
            else if (row.RegistrationNumber is { } number) yield return "n" + number;
            else yield return $"a{Supervision.Jurisdiction.CountyOf(plan.Place!)}|{row.Name}|{row.WorkplaceAddress ?? row.RegisteredAddress}";
        }
    }
}
