namespace Zhijian.Rules.Declarations;

/// <summary>When a field must be filled.</summary>
public enum FieldNeed { Optional, Always, Yearly, Change, ChangeOrEnd }

/// <summary>Who fills a field: the employer, the platform from what it knows, or the platform by adding up.</summary>
public enum FieldSource { Asked, Known, Computed }

/// <summary>
/// A field of an edition. Its key is a property of <see cref="DeclarationForm"/>, or of its workshops and rows after a dot; a quick
/// field is asked on the short path for small employers, too.
/// </summary>
public sealed record FormField(string Key, string Title, string Group, FieldNeed Need, FieldSource Source, bool Quick, string? Note = null)
{
    public bool IsDemanded(DeclarationKind kind) => Need switch
    {
        FieldNeed.Always => kind != DeclarationKind.Cancellation,
        FieldNeed.Yearly => kind == DeclarationKind.Yearly,
        FieldNeed.Change => kind == DeclarationKind.Change,
        FieldNeed.ChangeOrEnd => kind is DeclarationKind.Change or DeclarationKind.Cancellation,
        _ => false,
    };
}

/// <summary>年度更新: between two months after the last valid declaration, both included.</summary>
public sealed record YearlyCycle(int FromMonth, int ToMonth, string Basis)
{
    public DateOnly OpensOn(DateOnly declared) => declared.AddMonths(FromMonth);
    public DateOnly DueOn(DateOnly declared) => declared.AddMonths(ToMonth);
}

/// <summary>A dated edition of the declaration form (both days included). A new form is a further edition, never a rewrite of an old one.</summary>
public sealed record FormEdition(
    string Code, string Title, DateOnly From, DateOnly? To, YearlyCycle? Cycle, string Basis, string Source, string Confidence, IReadOnlyList<FormField> Fields)
{
    public bool HoldsOn(DateOnly day) => From <= day && (To is null || day <= To);

    /// <summary>Whether the yearly update may be filed on a day: not by an edition without a cycle, not before the cycle opens.</summary>
    /// <returns>Null when it may; else why not. A chain whose beginning is not known may always.</returns>
    public string? WhyNotYearly(DateOnly? cycleFrom, DateOnly today) =>
        Cycle is null ? $"{Title}没有年度更新。"
        : cycleFrom is { } from && today < Cycle.OpensOn(from) ? $"年度更新自 {Cycle.OpensOn(from):yyyy-MM-dd} 起办理，{Cycle.DueOn(from):yyyy-MM-dd} 前完成（上次申报 {from:yyyy-MM-dd}）；内容有变化的请办理变更申报。" : null;

    public FormField? Find(string key) => Fields.FirstOrDefault(f => f.Key == key);
    public bool Has(string key) => Find(key) is not null;

    /// <summary>The edition to file by on a day: the latest of those in use.</summary>
    /// <returns>Null before the first.</returns>
    public static FormEdition? On(IEnumerable<FormEdition> editions, DateOnly day) => editions.Where(e => e.HoldsOn(day)).MaxBy(e => e.From);
}
