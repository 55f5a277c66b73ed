using Zhijian.Platform.Reference;
using Zhijian.Platform.Reference.Loading;

namespace Zhijian.Platform.Documents.Approving;

/// <summary>Whether a head approves a paper before it is issued.</summary>
public enum ApprovalMode
{
    /// <summary>The officers issue it.</summary>
    None,
    /// <summary>The officers issue it, or ask first.</summary>
    Optional,
    /// <summary>It is issued by approval only.</summary>
    Required,
}

/// <summary>Which papers are approved, since when, and by what source; read once from reference/.</summary>
public sealed class ApprovalBook(ReferenceFiles files, TimeProvider clock)
{
    readonly IReadOnlyList<(string Form, ApprovalMode Mode, int Days, DateOnly From, DateOnly? To)> rows =
        [.. files.Rows("paper-approvals.csv").Select(r => (r["form"]!, Enum.Parse<ApprovalMode>(r["mode"]!), r.Int("days"), r.Day("valid_from")!.Value, r.Day("valid_to")))];

    public ApprovalMode Of(string form, DateOnly on) => On(form, on).Mode;

    /// <summary>Last day for the head's word, when it was asked for on a day.</summary>
    public DateOnly DueOf(string form, DateOnly asked) => asked.AddDays(On(form, asked).Days);

    /// <summary>Nothing: the default, an approval of no kind.</summary>
    (string Form, ApprovalMode Mode, int Days, DateOnly From, DateOnly? To) On(string form, DateOnly on) => rows.Where(r => r.Form == form && r.From <= on && (r.To is null || on <= r.To)).OrderBy(r => r.From).LastOrDefault();

    public ApprovalMode Today(string form) => Of(form, ChinaTime.DateOf(clock.GetUtcNow()));
}
