using Zhijian.Modules.Cases;
using Zhijian.Platform.Reference;
using Zhijian.Platform.Reference.Loading;
using Zhijian.Rules.Cases;
using Zhijian.Rules.Credit;

namespace Zhijian.Modules.Credit;

/// <summary>A measure of the table; its code is what a listing keeps.</summary>
public sealed record CreditMeasure(string Code, string Title, string Article);

/// <summary>A decided penalty that shows a trigger.</summary>
public sealed record CreditGround(string TriggerCode, string ActCode, string Title);

/// <summary>The dated data of the lists: triggers, which penalties show them, terms, measures. Read once from reference/.</summary>
public sealed class CreditBook
{
    /// <summary>Trigger that an unremedied major danger meets.</summary>
    public const string SevereExceedance = "severe-exceedance";

    readonly IReadOnlyList<CaseRule> clocks;
    readonly IReadOnlyList<(CreditGround Of, DateOnly From, DateOnly? To)> grounds;
    readonly IReadOnlyList<(CreditMeasure Of, DateOnly From, DateOnly? To)> measures;
    readonly ReferenceDirectory reference;
    readonly CaseBook cases;

    public CreditBook(ReferenceFiles files, ReferenceDirectory reference, CaseBook cases)
    {
        (this.reference, this.cases) = (reference, cases);
        clocks = CaseBook.Rules(files, "credit-clocks.csv");
        Triggers = [.. files.Rows("credit-triggers.csv").Select(r => new CreditTrigger(r["code"]!, r["title"]!, r["article"]!, r["institutions_only"] == "true", r.Day("valid_from")!.Value, r.Day("valid_to"), r["source"]!, r["confidence"]!))];
        grounds = [.. files.Rows("credit-grounds.csv").Select(r => (new CreditGround(r["trigger_code"]!, r["act_code"]!, r["title"]!), r.Day("valid_from")!.Value, r.Day("valid_to")))];
        measures = [.. files.Rows("credit-measures.csv").Select(r => (new CreditMeasure(r["code"]!, r["title"]!, r["article"]!), r.Day("valid_from")!.Value, r.Day("valid_to")))];
    }

    public IReadOnlyList<CreditTrigger> Triggers { get; }

    public IEnumerable<CreditTrigger> TriggersOn(DateOnly day) => Triggers.Where(t => t.From <= day && (t.To is null || day <= t.To));

    public IReadOnlyList<CreditGround> GroundsOn(DateOnly day) => [.. grounds.Where(g => g.From <= day && (g.To is null || day <= g.To)).Select(g => g.Of)];

    public IReadOnlyList<CreditMeasure> MeasuresOn(DateOnly day) => [.. measures.Where(m => m.From <= day && (m.To is null || day <= m.To)).Select(m => m.Of)];

    /// <summary>Titles of stored codes, also of measures that are taken no more.</summary>
    public string MeasureTitles(string? codes) => string.Join("；", (codes ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries).Select(c => measures.LastOrDefault(m => m.Of.Code == c).Of?.Title ?? c));

    /// <summary>The terms, by the calendar of today's library.</summary>
    public async ValueTask<CaseLaw> LawAsync(CancellationToken ct) => new(clocks, await reference.CalendarAsync(ct));

    public string PaperCode(string form, DateOnly on) => cases.PaperCode(form, on);
}
