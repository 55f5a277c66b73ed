using Zhijian.Platform.Numbering;
using Zhijian.Platform.Reference;
using Zhijian.Platform.Reference.Loading;
using Zhijian.Rules.Calendars;
using Zhijian.Rules.Declarations;

namespace Zhijian.Modules.Declarations;

/// <summary>A dated article that a declaration may offend against.</summary>
public sealed record BreachLine(string Code, string Act, string Basis, string Sanction, DateOnly From, DateOnly? To, string Source, string Confidence);

/// <summary>The dated data of the duty: editions of the form, terms, breaches. Read once from reference/.</summary>
public sealed class DeclarationBook
{
    public const string Receipt = "declaration-receipt", LateOrFalse = "DECL-01", ChangeMissing = "DECL-02";

    public DeclarationBook(ReferenceFiles files)
    {
        var fields = files.Rows("declaration-form-fields.csv").ToLookup(r => r["edition"], r => new FormField(
            r["field"]!, r["title"]!, r["group"]!, Enum.Parse<FieldNeed>(r["need"]!), Enum.Parse<FieldSource>(r["filled_by"]!), r["quick"] == "1", r["note"]));
        Editions = [.. files.Rows("declaration-editions.csv").Select(r => new FormEdition(
            r["edition"]!, r["title"]!, r.Day("valid_from")!.Value, r.Day("valid_to"),
            r["cycle_from_month"] is null ? null : new(r.Int("cycle_from_month"), r.Int("cycle_to_month"), r["cycle_basis"]!),
            r["basis"]!, r["source"]!, Trust(r), [.. fields[r["edition"]]]))];
        Clocks = [.. files.Rows("declaration-clocks.csv").Select(r => new DeclarationClock(
            Enum.Parse<DeclarationTrigger>(r["trigger"]!), r["asks"] is { } asks ? Enum.Parse<DeclarationKind>(asks) : null,
            r["unit"] == "working-days" ? new Term(new WorkingDays(r.Int("count")), r["article"]!) : new Term(new CalendarDays(r.Int("count")), r["article"]!),
            r.Day("valid_from")!.Value, r.Day("valid_to"), r["source"]!, Trust(r)))];
        Breaches = [.. files.Rows("declaration-breaches.csv").Select(r => new BreachLine(
            r["code"]!, r["act"]!, r["basis"]!, r["sanction"]!, r.Day("valid_from")!.Value, r.Day("valid_to"), r["source"]!, Trust(r)))];
        ReceiptNumbers = [.. files.Rows("number-forms.csv").Where(r => r["kind"] == Receipt).Select(r => (r.Day("valid_from")!.Value, r.Day("valid_to"), NumberForm.Parse(r["pattern"]!)))];
    }

    public IReadOnlyList<FormEdition> Editions { get; }
    public IReadOnlyList<DeclarationClock> Clocks { get; }
    public IReadOnlyList<BreachLine> Breaches { get; }
    IReadOnlyList<(DateOnly From, DateOnly? To, NumberForm Form)> ReceiptNumbers { get; }

    public FormEdition EditionOn(DateOnly day) => FormEdition.On(Editions, day) ?? Editions.MinBy(e => e.From)!;
    public FormEdition Edition(string code) => Editions.First(e => e.Code == code);
    public DeclarationClock? Clock(DeclarationTrigger trigger, DateOnly on) => DeclarationClock.Of(Clocks, trigger, on);

    /// <summary>The line in force on a day, for a breach of that day.</summary>
    public BreachLine Breach(string code, DateOnly on) =>
        Breaches.Where(b => b.Code == code && b.From <= on && (b.To is null || on <= b.To)).MaxBy(b => b.From) ?? throw new KeyNotFoundException($"No breach {code} on {on:yyyy-MM-dd}.");

    public NumberForm ReceiptNumber(DateOnly on) => ReceiptNumbers.Where(n => n.From <= on && (n.To is null || on <= n.To)).MaxBy(n => n.From).Form;

    /// <summary>How far a line is to be trusted, as people read it.</summary>
    static string Trust(CsvRow row) => row.Confidence?.Word() ?? "未核实";
}
