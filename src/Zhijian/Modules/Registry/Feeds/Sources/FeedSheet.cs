using System.Linq.Expressions;
using Zhijian.Data;
using Zhijian.Platform.Imports;
using Zhijian.Rules.Identifiers;

namespace Zhijian.Modules.Registry.Feeds.Sources;

/// <summary>The columns of a source as a sheet: its headings are those of the partner's file, so that every message names what he knows.</summary>
static class FeedSheet
{
    public const int MaxRows = 1_000_000;

    /// <summary>The sheet of those who have no list yet: every fact under our own name.</summary>
    public static MappingSpec Plain { get; } = new(FeedFacts.All.ToDictionary(f => f.Fact, f => f.Title), new Dictionary<string, EmployerStatus>(), new Dictionary<string, RegistrationType>());

    public static SheetDefinition<FeedRow> Build(string title, MappingSpec spec)
    {
        var sheet = new SheetDefinition<FeedRow>(title).WithMaxRows(MaxRows);
        string? At(FeedFact fact) => spec.Columns.GetValueOrDefault(fact);
        // A list under our own names is also read under the names that departments use; one with a mapping is not.
        string[] More(FeedFact fact) => At(fact) == FeedFacts.Of(fact).Title ? FeedFacts.Of(fact).Aliases : [];
        void Text(FeedFact fact, Expression<Func<FeedRow, string?>> property, int max)
        {
            if (At(fact) is { } heading) sheet.Text(heading, property).WithMaxLength(max).Alias(More(fact));
        }
        sheet.Text(At(FeedFact.Name)!, r => r.Name).Required().WithMaxLength(RegistryTables.NameLength).Check(n => n.Any(char.IsLetter) ? null : "不是单位名称").Alias(More(FeedFact.Name));
        if (At(FeedFact.CreditCode) is { } code) sheet.Code(code, r => r.CreditCode, ReadCode).Alias(More(FeedFact.CreditCode));
        if (At(FeedFact.RegistrationNumber) is { } number) sheet.Code(number, r => r.RegistrationNumber, n => n.Length is >= 5 and <= 40 ? Parsed.Of(n.ToUpperInvariant()) : Parsed.Bad<string>("应为 5 至 40 位")).Alias(More(FeedFact.RegistrationNumber));
        Text(FeedFact.FormerName, r => r.FormerName, 600);
        Text(FeedFact.RegisteredAddress, r => r.RegisteredAddress, RegistryTables.AddressLength);
        Text(FeedFact.WorkplaceAddress, r => r.WorkplaceAddress, RegistryTables.AddressLength);
        if (At(FeedFact.Division) is { } division) sheet.Code(division, r => r.Division).WithMaxLength(60).Alias(More(FeedFact.Division));
        if (At(FeedFact.IndustryCode) is { } industry) sheet.Code(industry, r => r.IndustryCode, ReadIndustry).Alias(More(FeedFact.IndustryCode));
        Text(FeedFact.IndustryName, r => r.IndustryName, 100);
        Text(FeedFact.LegalRepresentative, r => r.LegalRepresentative, RegistryTables.PersonLength);
        if (At(FeedFact.RegistrationType) is { } type) sheet.Code<RegistrationType?>(type, r => r.RegistrationType, Word(spec.Types, MappingProposal.Type), t => t!.Value.ChineseName()).Alias(More(FeedFact.RegistrationType));
        if (At(FeedFact.Status) is { } status) sheet.Code<EmployerStatus?>(status, r => r.Status, Word(spec.Statuses, MappingProposal.Status), s => s!.Value.ChineseName()).Alias(More(FeedFact.Status));
        if (At(FeedFact.EstablishedOn) is { } established) sheet.Date(established, r => r.EstablishedOn).Alias(More(FeedFact.EstablishedOn));
        if (At(FeedFact.ClosedOn) is { } closed) sheet.Date(closed, r => r.ClosedOn).Alias(More(FeedFact.ClosedOn));
        if (At(FeedFact.Workers) is { } workers) sheet.Integer(workers, r => r.Workers, 0, 1_000_000).Alias(More(FeedFact.Workers));
        if (At(FeedFact.Phone) is { } phone) sheet.Code(phone, r => r.Phone).WithMaxLength(40).Alias(More(FeedFact.Phone));
        Text(FeedFact.ElectricityUse, r => r.ElectricityUse, 100);
        Text(FeedFact.PermitKind, r => r.PermitKind, 100);
        if (At(FeedFact.InsuredWorkers) is { } insured) sheet.Integer(insured, r => r.InsuredWorkers, 0, 1_000_000).Alias(More(FeedFact.InsuredWorkers));
        Text(FeedFact.HazardNote, r => r.HazardNote, 200);
        if (At(FeedFact.RecordKey) is { } key) sheet.Code(key, r => r.RecordKey).WithMaxLength(80).Alias(More(FeedFact.RecordKey));
        if (At(FeedFact.EstablishedOn) is { } from && At(FeedFact.ClosedOn) is { } to)
            sheet.Rule(r => r.EstablishedOn > r.ClosedOn ? (to, $"早于{from} {r.EstablishedOn:yyyy-MM-dd}") : null);
        Keys(sheet, spec);
        return sheet;
    }

    /// <summary>An employer once in a file; a list of permits names him once for each.</summary>
    static void Keys(SheetDefinition<FeedRow> sheet, MappingSpec spec)
    {
        if (spec.Columns.TryGetValue(FeedFact.RecordKey, out var key)) sheet.Unique(key);
        if (!spec.Columns.TryGetValue(FeedFact.CreditCode, out var code)) return;
        if (spec.Columns.TryGetValue(FeedFact.PermitKind, out var permit)) sheet.Unique(code, permit);
        else if (key is null) sheet.Unique(code);
    }

    static Parsed<string> ReadCode(string text) =>
        UnifiedSocialCreditCode.Check(text) is { IsWellFormed: true } read ? Parsed.Of(read.Value.Value) : Parsed.Bad<string>(UnifiedSocialCreditCode.Check(text).Message!);

    static Parsed<string> ReadIndustry(string text)
    {
        var read = IndustryCode.Check(text);
        if (read.Message is { } problem) return Parsed.Bad<string>(problem);
        return read.Value.Level == IndustryLevel.Section ? Parsed.Bad<string>("应具体到大类、中类或小类") : Parsed.Of(read.Value.Value);
    }

    /// <summary>What a person decided for the source goes before what every department means by the word.</summary>
    static Func<string, Parsed<T?>> Word<T>(IReadOnlyDictionary<string, T> words, Func<string, T?> usual) where T : struct
    {
        var known = words.GroupBy(w => MappingSpec.Fold(w.Key)).ToDictionary(g => g.Key, g => g.First().Value);
        return text => known.TryGetValue(MappingSpec.Fold(text), out var value) ? Parsed.Of<T?>(value)
            : usual(text) is { } meant ? Parsed.Of<T?>(meant)
            : Parsed.Bad<T?>($"“{text[..Math.Min(text.Length, 40)]}”不在对照表中，请在来源的对照设置里补上");
    }
}
