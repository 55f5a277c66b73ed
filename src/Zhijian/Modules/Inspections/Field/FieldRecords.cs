using Zhijian.Data;

namespace Zhijian.Modules.Inspections.Field;

public enum FieldKind { Arrive, Answer, Photo, Record, Withdraw }

public static class FieldKinds
{
    public static string Text(this FieldKind kind) => kind switch
    {
        FieldKind.Arrive => "到达现场", FieldKind.Answer => "检查表", FieldKind.Photo => "登记照片", FieldKind.Record => "现场检查记录", _ => "撤回",
    };
}

/// <summary>What became of a command of a phone.</summary>
public enum FieldOutcome
{
    Applied,
    /// <summary>The other officer had done the same: one effect, not two.</summary>
    Matched,
    Conflict,
    Refused,
    /// <summary>Stands behind one that was not taken.</summary>
    Waiting,
}

/// <summary>A command as it was taken from a phone, with the time as told and as judged. Never changed.</summary>
public sealed class FieldCommand : Entity
{
    public Guid TaskId { get; init; }
    public Guid DeviceId { get; init; }
    /// <summary>Counted from 1 for each phone and inspection, without a gap.</summary>
    public int Order { get; init; }
    public FieldKind Kind { get; init; }
    public Guid AuthorId { get; init; }
    public required string Author { get; init; }
    /// <summary>By the phone's clock.</summary>
    public DateTime Made { get; init; }
    public DateTime ContactAt { get; init; }
    /// <summary>Server's clock less phone's clock in seconds, at the contact before and when it was sent.</summary>
    public int Offset { get; init; }
    public int SentOffset { get; init; }
    /// <summary>As judged.</summary>
    public DateTime At { get; init; }
    public DateTime ReceivedAt { get; init; }
    /// <summary>Why the time was not believed, and what the author says to it; or why it was withdrawn.</summary>
    public string? Reason { get; init; }
    public FieldOutcome Outcome { get; init; }
    /// <summary>SHA-256 of what it said.</summary>
    public required string Digest { get; init; }
}

/// <summary>A photo that a phone announced by its hash; its content comes when the network allows.</summary>
public sealed class FieldPhoto : Entity
{
    public Guid TaskId { get; init; }
    public string? ItemNumber { get; init; }
    public required string Name { get; init; }
    public string? Note { get; init; }
    /// <summary>SHA-256, taken on the phone.</summary>
    public required string Hash { get; init; }
    public long Size { get; init; }
    public DateTime TakenAt { get; init; }
    public double? Latitude { get; init; }
    public double? Longitude { get; init; }
    public int? Accuracy { get; init; }
    public Guid AuthorId { get; init; }
    public required string Author { get; init; }
    /// <summary>Null: the content has not come yet.</summary>
    public Guid? PhotoId { get; set; }
}

public enum SignatureRole { Head, FirstOfficer, SecondOfficer }

/// <summary>A signature drawn on the screen under a record.</summary>
[KeptAsMade]
public sealed class InspectionSignature : Entity
{
    public Guid TaskId { get; init; }
    public SignatureRole Role { get; init; }
    public required string Name { get; init; }
    public Guid FileId { get; init; }
    public DateTime At { get; init; }
}
