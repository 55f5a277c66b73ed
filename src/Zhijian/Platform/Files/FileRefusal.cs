using Zhijian.Data;

namespace Zhijian.Platform.Files;

/// <summary>Why a file was refused; stable, for tests, metrics and the API.</summary>
public enum FileRefusalReason
{
    Empty, TooLarge, NotAllowed, WrongContent, Broken, Encrypted, OldFormat, Macros, ActiveContent,
    ArchiveBomb, NestedArchive, UnsafeName, DocumentType, NotText,
}

/// <summary>A refused file, with the sentence for the person who sent it.</summary>
public sealed record FileRefusal(FileRefusalReason Reason, string Message);

/// <summary>Thrown where a refusal has to end an operation; <see cref="Exception.Message"/> is Chinese and may be shown.</summary>
public sealed class FileRefusedException(FileRefusal refusal) : Refusal(refusal.Message)
{
    public FileRefusal Refusal { get; } = refusal;

    internal static FileRefusedException Because(FileRefusalReason reason, string message) => new(new(reason, message));
}

/// <summary>The guard's judgement: a kind with remarks, or a refusal.</summary>
public sealed record FileVerdict(FileKind? Kind, FileRefusal? Refusal, IReadOnlyList<string> Notes)
{
    public bool IsAccepted => Refusal is null;
}
