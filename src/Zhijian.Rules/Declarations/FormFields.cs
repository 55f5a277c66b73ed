using System.Collections.Frozen;

namespace Zhijian.Rules.Declarations;

/// <summary>The fields of a form by name: for checks, for comparing two versions, and for counting what is asked.</summary>
public static class FormFields
{
    static readonly FrozenDictionary<string, Func<DeclarationForm, object?>> Readers = new Dictionary<string, Func<DeclarationForm, object?>>
    {
        [nameof(DeclarationForm.EmployerName)] = f => f.EmployerName, [nameof(DeclarationForm.CreditCode)] = f => f.CreditCode,
        [nameof(DeclarationForm.RegisteredAddress)] = f => f.RegisteredAddress, [nameof(DeclarationForm.WorkplaceAddress)] = f => f.WorkplaceAddress,
        [nameof(DeclarationForm.Size)] = f => f.Size, [nameof(DeclarationForm.IndustryCode)] = f => f.IndustryCode,
        [nameof(DeclarationForm.RegistrationType)] = f => f.RegistrationType, [nameof(DeclarationForm.LegalRepresentative)] = f => f.LegalRepresentative,
        [nameof(DeclarationForm.Phone)] = f => f.Phone, [nameof(DeclarationForm.PrincipalPerson)] = f => f.PrincipalPerson,
        [nameof(DeclarationForm.Reporter)] = f => f.Reporter, [nameof(DeclarationForm.ReporterPhone)] = f => f.ReporterPhone,
        [nameof(DeclarationForm.HasManagementUnit)] = f => f.HasManagementUnit, [nameof(DeclarationForm.FullTimeManagers)] = f => f.FullTimeManagers,
        [nameof(DeclarationForm.PartTimeManagers)] = f => f.PartTimeManagers, [nameof(DeclarationForm.TotalWorkers)] = f => f.TotalWorkers,
        [nameof(DeclarationForm.DispatchedWorkers)] = f => f.DispatchedWorkers, [nameof(DeclarationForm.CumulativeCases)] = f => f.CumulativeCases,
        [nameof(DeclarationForm.TotalExposed)] = f => f.TotalExposed, [nameof(DeclarationForm.ChangeReason)] = f => f.ChangeReason,
        [nameof(DeclarationForm.ChangedOn)] = f => f.ChangedOn, [nameof(DeclarationForm.ChangeNote)] = f => f.ChangeNote,
        [nameof(DeclarationForm.PrincipalTrained)] = f => f.PrincipalTrained, [nameof(DeclarationForm.ManagersTrained)] = f => f.ManagersTrained,
        [nameof(DeclarationForm.WorkersTrained)] = f => f.WorkersTrained, [nameof(DeclarationForm.TestedOn)] = f => f.TestedOn,
        [nameof(DeclarationForm.TestInstitution)] = f => f.TestInstitution, [nameof(DeclarationForm.TestedPoints)] = f => f.TestedPoints,
        [nameof(DeclarationForm.ExceededPoints)] = f => f.ExceededPoints, [nameof(DeclarationForm.ExaminedOn)] = f => f.ExaminedOn,
        [nameof(DeclarationForm.ExamInstitution)] = f => f.ExamInstitution, [nameof(DeclarationForm.WorkersExamined)] = f => f.WorkersExamined,
    }.ToFrozenDictionary();

    public static IEnumerable<string> Keys => Readers.Keys;

    public static object? Read(DeclarationForm form, string key) => Readers.TryGetValue(key, out var read) ? read(form) : null;

    public static bool IsEmpty(DeclarationForm form, string key) => Read(form, key) is null or "" || (Read(form, key) is string text && string.IsNullOrWhiteSpace(text));

    internal static IEnumerable<(string Key, string Text)> Texts(DeclarationForm form) =>
        Readers.Select(r => (r.Key, Text: r.Value(form) as string)).Where(r => r.Text is not null).Select(r => (r.Key, r.Text!))
            .Concat(form.Workshops.Select((w, i) => ($"Workshops[{i}].Name", w.Name ?? "")));

    internal static IEnumerable<(string Key, int Number)> Counts(DeclarationForm form)
    {
        foreach (var (key, read) in Readers)
            if (read(form) is int number) yield return (key, number);
        for (var w = 0; w < form.Workshops.Count; w++)
        {
            if (form.Workshops[w].Distinct is { } distinct) yield return ($"Workshops[{w}].Distinct", distinct);
            for (var h = 0; h < form.Workshops[w].Hazards.Count; h++)
                if (form.Workshops[w].Hazards[h].Persons is { } persons) yield return ($"Workshops[{w}].Hazards[{h}].Persons", persons);
        }
    }

    /// <summary>Fields whose value differs between two versions.</summary>
    public static IReadOnlyList<string> Differing(DeclarationForm one, DeclarationForm other) =>
        [.. Readers.Where(r => !Equals(Blank(r.Value(one)), Blank(r.Value(other)))).Select(r => r.Key)];

    /// <summary>
    /// How many fields the employer is asked, on the whole or on the short path, and how many come filled in. Rows are of workshop ×
    /// factor: each asks a factor and a number, each workshop a name and a number.
    /// </summary>
    public static FieldCount Count(FormEdition edition, DeclarationKind kind, bool quick, DeclarationForm prefilled, int rows = 1)
    {
        var shown = edition.Fields.Where(f => !f.Key.Contains('.') && f.Source != FieldSource.Computed && IsShown(f, kind, quick, prefilled)).ToList();
        var known = shown.Count(f => !IsEmpty(prefilled, f.Key));
        var inRows = edition.Fields.Count(f => f.Key.Contains('.')) * rows;
        var knownRows = kind is DeclarationKind.Cancellation ? 0 : prefilled.Workshops.Sum(w => (w.Name is null ? 0 : 1) + (w.Distinct is null ? 0 : 1) + w.Hazards.Sum(h => (h.FactorCode is null ? 0 : 1) + (h.Persons is null ? 0 : 1)));
        var allRows = kind is DeclarationKind.Cancellation ? 0 : Math.Max(inRows, prefilled.Workshops.Sum(w => 2 + w.Hazards.Count * 2));
        return new(shown.Count + allRows, known + knownRows);
    }

    /// <summary>
    /// Whether a field is on the screen for this kind of declaration. The short path asks besides its own fields only for what is
    /// demanded and not known (empty in what was filled in).
    /// </summary>
    public static bool IsShown(FormField field, DeclarationKind kind, bool quick, DeclarationForm prefilled)
    {
        if (kind == DeclarationKind.Cancellation) return field.Need == FieldNeed.ChangeOrEnd || field.Key == nameof(DeclarationForm.ChangeNote);
        if (field.Need is FieldNeed.Change or FieldNeed.ChangeOrEnd && !field.IsDemanded(kind)) return false;
        if (field.Key == nameof(DeclarationForm.ChangeNote)) return kind == DeclarationKind.Change && !quick;
        if (!quick) return true;
        return field.Need == FieldNeed.Yearly ? field.IsDemanded(kind) : field.Quick || (field.IsDemanded(kind) && IsEmpty(prefilled, field.Key));
    }

    static object? Blank(object? value) => value is string text && string.IsNullOrWhiteSpace(text) ? null : value is string words ? words.Trim() : value;
}

/// <summary>Fields on the screen, and of them those that came filled in.</summary>
public sealed record FieldCount(int Asked, int Prefilled)
{
    public int ToType => Asked - Prefilled;
    public decimal Share => Asked == 0 ? 0 : Math.Round(100m * Prefilled / Asked, 1);
}
