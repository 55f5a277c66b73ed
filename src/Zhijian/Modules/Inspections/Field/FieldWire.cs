using System.Text.Json.Serialization;
using Zhijian.Rules.Inspections;

namespace Zhijian.Modules.Inspections.Field;

/// <summary>What a phone sends, oldest first.</summary>
/// <param name="SentAt">By the phone's clock, so that the server sees how far it is off now.</param>
public sealed record FieldBatch(DateTime SentAt, IReadOnlyList<FieldMessage> Commands);

/// <param name="Id">Made on the phone; the same id has one effect, however often it is sent.</param>
/// <param name="Order">Counted from 1 for this phone and inspection.</param>
/// <param name="Pass">Of the last contact before the record was made; says who made it.</param>
/// <param name="Author">Who was signed in when it was made.</param>
/// <param name="Made">By the phone's clock.</param>
/// <param name="Reason">What the author says where the phone's time was not believed; or why it is withdrawn.</param>
public sealed record FieldMessage(Guid Id, Guid Task, int Order, string? Pass, Guid Author, DateTime Made, string? Reason, FieldWork? Work);

[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(ArriveWork), "arrive"), JsonDerivedType(typeof(AnswerWork), "answer"), JsonDerivedType(typeof(PhotoWork), "photo"), JsonDerivedType(typeof(RecordWork), "record"), JsonDerivedType(typeof(WithdrawWork), "withdraw")]
public abstract record FieldWork;

/// <param name="Base">Version of the inspection that the phone held.</param>
public sealed record ArriveWork(long? Base, Guid? First, Guid? Second, bool Shown, GeoPlace? Place) : FieldWork;

public sealed record AnswerWork(IReadOnlyList<FieldAnswer>? Items) : FieldWork;

/// <param name="Hash">SHA-256 of the compressed photo, lower-case hexadecimal.</param>
public sealed record PhotoWork(Guid Photo, string? Hash, long Size, string? Name, string? Item, string? Note, GeoPlace? Place) : FieldWork;

/// <param name="Answers">The whole sheet as its author saw it: the record rests on it.</param>
public sealed record RecordWork(
    string? Address, string? Head, string? HeadPost, string? HeadPhone, string? Place, TimeOnly? From, TimeOnly? To, string? Summary, string? RefusalNote,
    IReadOnlyList<FindingDraft>? Findings, IReadOnlyList<FieldAnswer>? Answers, IReadOnlyList<FieldSignature>? Signatures) : FieldWork;

/// <summary>The author takes back what was not taken; its place in the order is filled.</summary>
public sealed record WithdrawWork(Guid Of) : FieldWork;

/// <param name="Base">Version of the answer that the phone held; null: there was none.</param>
public sealed record FieldAnswer(string Number, long? Base, ItemVerdict? Verdict, int? Met, int? Faults, decimal? Given, string? Note, GeoPlace? Place = null)
{
    public bool SaysTheSame(ChecklistAnswer? held) => held is null
        ? Verdict is null && Met is null && Faults is null && Given is null && string.IsNullOrWhiteSpace(Note)
        : (Verdict, Met, Faults, Given, Note?.Trim() is { Length: > 0 } note ? note : null) == (held.Verdict, held.Met, held.Faults, held.Given, held.Note);

    public static FieldAnswer Of(ChecklistAnswer held) => new(held.ItemNumber, held.Version, held.Verdict, held.Met, held.Faults, held.Given, held.Note);
}

/// <param name="Png">The drawing, base64.</param>
public sealed record FieldSignature(SignatureRole Role, string? Name, byte[]? Png);

/// <param name="Message">For the person: what was matched, why it was not taken.</param>
/// <param name="Task">Version of the inspection afterwards.</param>
/// <param name="Answers">The answers as they are held now: after an answer those it wrote, in a conflict those of the other.</param>
/// <param name="Doubt">The time was not believed: may be sent again with a reason.</param>
public sealed record FieldResult(Guid Id, FieldOutcome Outcome, string? Message, long? Task = null, IReadOnlyList<HeldAnswer>? Answers = null, string? Theirs = null, bool Doubt = false);

public sealed record HeldAnswer(string Number, long Version, ItemVerdict? Verdict, int? Met, int? Faults, decimal? Given, string? Note, string By)
{
    public static HeldAnswer Of(ChecklistAnswer held) => new(held.ItemNumber, held.Version, held.Verdict, held.Met, held.Faults, held.Given, held.Note, held.By);
}
