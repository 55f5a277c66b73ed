using Zhijian.Data;
using Zhijian.Platform.Files;
using Zhijian.Rules.Cases;
using Zhijian.Rules.Penalties;

namespace Zhijian.Modules.Cases;

/// <summary>
/// 行政处罚案件. What it is follows from its lines; the columns are for lists and are written only by <see cref="Take"/>, so a
/// state that no lawful step leads to cannot be stored. Staff only: the party is told by papers.
/// </summary>
public sealed class CaseRecord : Entity, IPlaced
{
    public Guid EmployerId { get; init; }
    /// <summary>Of today, for lists; the papers hold the name of their day.</summary>
    public required string PartyName { get; set; }
    /// <summary>GB/T 4754, first two digits.</summary>
    public required string IndustryCode { get; init; }
    public required string DivisionCode { get; set; }
    public string ScopePath { get; internal set; } = "";
    public required string CountyCode { get; set; }
    public required string AuthorityCode { get; set; }
    public Guid? DangerId { get; init; }
    /// <summary>案由: the act of the catalogue.</summary>
    public required string ActCode { get; init; }
    public required string Cause { get; set; }
    /// <summary>Acts that are punished beside the first.</summary>
    public int MoreActs { get; private set; }
    public required string Facts { get; init; }
    /// <summary>Which happening; it is fined once, whichever case it stands in.</summary>
    public required string ActKey { get; init; }
    public DateOnly FoundOn { get; init; }
    /// <summary>Last day of the act; null: it goes on.</summary>
    public DateOnly? ActEndedOn { get; init; }
    /// <summary>End of the order to correct that was given before.</summary>
    public DateOnly? OrderDeadline { get; init; }
    public string? OrderNumber { get; init; }

    public CaseState State { get; private set; }
    public bool IsOpen { get; private set; } = true;
    public string? Number { get; set; }
    /// <summary>Of the filing; the other papers of the case share it.</summary>
    public int? SerialYear { get; set; }
    public int? Serial { get; set; }
    public DateOnly? FiledOn { get; private set; }
    public DateOnly? DecidedOn { get; private set; }
    public DateOnly? ClosedOn { get; private set; }
    public decimal DecidedFine { get; private set; }
    /// <summary>As it holds after review and litigation.</summary>
    public decimal Fine { get; private set; }
    public decimal Paid { get; private set; }
    public bool Annulled { get; private set; }
    public DateOnly? PublishedOn { get; private set; }
    /// <summary>The party was told of the case, and follows it in its account from then on.</summary>
    public DateOnly? PartySince { get; private set; }
    public bool RemedyPending { get; private set; }
    /// <summary>The nearest day of a duty of the authority or a term that ends.</summary>
    public DateOnly? NextOn { get; private set; }
    public CaseActKind? NextKind { get; private set; }
    public string? Officers { get; private set; }
    /// <summary>The two who investigate, for figures by officer; null while nobody is named.</summary>
    public Guid? FirstOfficerId { get; private set; }
    public Guid? SecondOfficerId { get; private set; }
    /// <summary>裁量阶次 of the last notice; similar cases are of the same.</summary>
    public TierLevel? Tier { get; set; }
    public string? DecisionNumber { get; set; }
    public Guid? DecisionPaperId { get; set; }
    /// <summary>案卷 as one PDF, as it was last put together.</summary>
    [FileHash]
    public string? DossierHash { get; set; }
    public DateTime? DossierAt { get; set; }
    public int? DossierPages { get; set; }
    /// <summary>Steps that were done after their day.</summary>
    public int LateSteps { get; private set; }
    /// <summary>Number of lines.</summary>
    public int Lines { get; internal set; }

    internal void Take(PenaltyCase file, CaseLaw law)
    {
        (State, FiledOn, DecidedOn) = (file.State, file.FiledOn, file.DecidedOn);
        IsOpen = !State.IsEnded();
        if (!IsOpen) ClosedOn ??= file.LastDay;
        (DecidedFine, Fine, Paid, Annulled) = (file.DecidedFine, file.Fine, file.Payments.Sum(p => p.Amount), file.Annulled);
        (PublishedOn, RemedyPending) = (file.IsPublished ? file.PublishedOn : null, file.RemedySince is not null);
        PartySince ??= file.NoticeOn ?? file.ServedOn;
        Officers = file.Investigators.Count == 0 ? file.Proposer?.Name : string.Join("、", file.Investigators.Select(p => p.Name).Take(4));
        (FirstOfficerId, SecondOfficerId) = (UserOf(file, 0), UserOf(file, 1));
        MoreActs = file.Charges.Count;
        LateSteps = file.History.Count(s => s.LateSince is not null);
        var next = CaseDues.Of(file, law).Where(d => !d.IsWindow || d.Kind == CaseActKind.ApplyToCourt).MinBy(d => d.On);
        (NextKind, NextOn) = (next?.Kind, next?.On);
    }

    static Guid? UserOf(PenaltyCase file, int at) => at < file.Investigators.Count && Guid.TryParse(file.Investigators[at].Id, out var id) ? id : null;

    /// <summary>What became of the decision by review, litigation or settlement; null: it holds as it was made.</summary>
    public string? Outcome() => DecidedOn is null ? null : Annulled ? "已撤销" : Fine != DecidedFine ? "已变更" : RemedyPending ? "复议、诉讼中" : null;
}

/// <summary>A step of a case with what was written into it; never changed, never taken away.</summary>
[NotAudited]
[KeptAsMade]
public sealed class CaseLine
{
    public Guid Id { get; init; } = Guid.CreateVersion7();
    public Guid CaseId { get; init; }
    /// <summary>Counted from 1; the table takes each number once, so of two decisions at once one is refused.</summary>
    public int Number { get; init; }
    public DateOnly On { get; init; }
    public DateTime At { get; init; }
    public CaseActKind Kind { get; init; }
    public CaseState From { get; init; }
    public CaseState To { get; init; }
    public DateOnly? LateSince { get; init; }
    /// <summary>The act as the rules take it.</summary>
    public required string Act { get; init; }
    public string? Note { get; init; }
    public required string By { get; init; }
    public Guid? ById { get; init; }
    public Guid? PaperId { get; set; }
    public string? PaperNumber { get; set; }
    /// <summary>Code of the form; null in lines from before papers told it.</summary>
    public string? PaperKind { get; set; }
}

/// <summary>证据材料: the file is kept by its hash; a further file is a further row, none is replaced.</summary>
[KeptAsMade]
public sealed class CaseEvidence : Entity, IPlaced
{
    public Guid CaseId { get; init; }
    public required string DivisionCode { get; set; }
    public string ScopePath { get; internal set; } = "";
    public Guid FileId { get; init; }
    [FileHash]
    public required string Hash { get; init; }
    public required string Name { get; init; }
    public string? Note { get; init; }
    public required string By { get; init; }
    /// <summary>Given by the party itself with its statement.</summary>
    public bool ByParty { get; init; }
    public DateTime At { get; init; }
}
