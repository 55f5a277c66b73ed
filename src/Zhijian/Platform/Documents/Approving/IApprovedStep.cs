namespace Zhijian.Platform.Documents.Approving;

/// <summary>A step that issues a paper and can wait for a head's word. It is done anew, with all its checks, when he has given it.</summary>
public interface IApprovedStep
{
    /// <summary>Code of the <see cref="PaperForm"/>.</summary>
    string Form { get; }

    /// <param name="draft">JSON of the draft that its <see cref="StepDraft"/> held.</param>
    Task DoAsync(string draft, CancellationToken ct);
}

/// <summary>What a step tells while it is rehearsed, so that it can be done later.</summary>
/// <param name="Draft">Serializable; what the step takes.</param>
/// <param name="DivisionCode">Of the authority that issues.</param>
/// <param name="Link">Page of what it is about.</param>
/// <param name="FormLink">Page where it is written.</param>
public sealed record StepDraft(string Form, object Draft, (string Kind, string Id) Subject, string Link, string FormLink, string DivisionCode, string? Addressee, Guid? FirstOfficer, Guid? SecondOfficer);

/// <summary>That a change is made with a head's word.</summary>
public sealed record Approval(string RequestedBy, string ApprovedBy)
{
    /// <summary>What it issued.</summary>
    public Paper? Issued { get; internal set; }
}
