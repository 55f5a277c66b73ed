namespace Zhijian.Rules.Cases;

/// <summary>By when a step is to be done, by whom, under which article.</summary>
/// <param name="IsWindow">A right of the party that ends with the day, not a duty.</param>
public sealed record CaseDue(CaseActKind Kind, DateOnly On, CaseActor Actor, string Article, bool IsWindow = false);

/// <summary>The terms that run in a case.</summary>
public static class CaseDues
{
    public static IEnumerable<CaseDue> Of(PenaltyCase file, CaseLaw law)
    {
        if (file.State == CaseState.FilingRequested) yield return Duty(CaseActKind.File, "file", file.RequestedOn!.Value, CaseActor.Head);
        if (file.PreservedOn is { } preserved) yield return Duty(CaseActKind.HandlePreserved, "preserve", preserved, CaseActor.Investigator);
        if (file.MeasureOn is { } taken)
        {
            if (file.MeasureUnapproved) yield return Duty(CaseActKind.ApproveMeasure, "measure-urgent", taken, CaseActor.Head);
            yield return new(CaseActKind.EndMeasure, file.MeasureUntil!.Value, CaseActor.Head, law.Article("measure-end", taken));
        }
        if (file.FiledOn is not null && file.DecidedOn is null && !file.State.IsEnded()) yield return new(CaseActKind.Decide, DecideBy(file, law)!.Value, CaseActor.Head, DecideRule(file, law).Article);
        if (file.NoticeOn is { } notice && file.DecidedOn is null && !file.State.IsEnded())
        {
            if (file.DefendedOn is null && !file.DefenceWaived) yield return Window(CaseActKind.Defend, "defence", notice);
            if (file.HearingRight && file.HearingRequestedOn is null) yield return Window(CaseActKind.RequestHearing, "hearing-request", notice);
        }
        if (file.State == CaseState.HearingNotified) yield return new(CaseActKind.HoldHearing, file.HearingOn!.Value, CaseActor.Host, law.Article("hearing-host", file.HearingOn!.Value));
        if (file.State == CaseState.Decided) yield return Duty(CaseActKind.ServeDecision, "serve", file.DecidedOn!.Value, CaseActor.Investigator);
        if (file.ServedOn is { } served && !file.Annulled)
        {
            if (file.PublishedOn is null) yield return Duty(CaseActKind.Publish, "publish", file.DecidedOn!.Value, CaseActor.Investigator);
            if (file.State == CaseState.Served && CaseMoney.PayDue(file, law) is { } due && CaseMoney.On(file, law, due).Principal > 0)
                yield return new(CaseActKind.Pay, due, CaseActor.Party, file.InstalmentsUntil is null ? law.Article("pay", served) : law.Article("instalment", served));
            if (file.State == CaseState.Served && file.RemedySince is null && CourtWindow(file, law) is var (_, last)) yield return new(CaseActKind.ApplyToCourt, last, CaseActor.Investigator, law.Article("court", served), IsWindow: true);
        }
        if (file.CorrectedOn is { } corrected && file.IsPublished) yield return Duty(CaseActKind.WithdrawPublication, "withdraw", corrected, CaseActor.Investigator);

        CaseDue Duty(CaseActKind kind, string key, DateOnly start, CaseActor actor) => new(kind, law.Due(key, start), actor, law.Article(key, start));
        CaseDue Window(CaseActKind kind, string key, DateOnly start) => new(kind, law.End(key, start), CaseActor.Party, law.Article(key, start), IsWindow: true);
    }

    /// <summary>Last day for the decision, as extended.</summary>
    public static DateOnly? DecideBy(PenaltyCase file, CaseLaw law) => file.FiledOn is { } filed ? law.Due(DecideRule(file, law).Key, filed) : null;

    /// <summary>Key of the next extension; null: the law has none.</summary>
    internal static string? NextExtension(PenaltyCase file, CaseLaw law)
    {
        var key = file.Extensions switch { 0 => "decide-extended", 1 => "decide-extended-again", _ => "" };
        return file.FiledOn is { } filed && law.Has(key, filed) ? key : null;
    }

    private static CaseRule DecideRule(PenaltyCase file, CaseLaw law) =>
        law.Rule(file.Extensions switch { 0 => "decide", 1 => "decide-extended", _ => "decide-extended-again" }, file.FiledOn!.Value);

    /// <summary>First and last day to apply to the court: once nobody can seek review or litigation any more, for three months (行政强制法 Art 53).</summary>
    public static (DateOnly First, DateOnly Last)? CourtWindow(PenaltyCase file, CaseLaw law)
    {
        if (file.ServedOn is not { } served) return null;
        var over = file switch
        {
            { CourtEndedOn: { } court } => court,
            { ReviewEndedOn: { } review } => law.End("litigation-after-review", review),
            _ => new[] { law.End("review", served), law.End("litigation", served) }.Max(),
        };
        // 行政处罚法 2021 Art 72 para 2: with payment put off, from the end of that.
        if (file.InstalmentsUntil > over) over = file.InstalmentsUntil.Value;
        return (over.AddDays(1), law.End("court", over));
    }
}
