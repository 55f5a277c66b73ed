using Zhijian.Modules.Registry;
using Zhijian.Platform.Ui;
using Zhijian.Rules.Declarations;

namespace Zhijian.Modules.Declarations.Pages;

/// <summary>A form to read: its fields by group with their values in words, the rows and the sums.</summary>
public sealed record FiledForm(FormEdition Edition, DeclarationKind Kind, DeclarationForm Form, FormSums Sums, Func<string?, FactorFact?> Factor)
{
    public IEnumerable<(string Group, IReadOnlyList<(string Title, string Value)> Fields)> Groups =>
        Edition.Fields.Where(f => !f.Key.Contains('.') && f.Source != FieldSource.Computed && FormFields.IsShown(f, Kind, false, Form)).GroupBy(f => f.Group)
            .Select(g => (g.Key, (IReadOnlyList<(string, string)>)[.. g.Select(f => (f.Title, Words(Form, f.Key)))]));

    /// <summary>A value as people read it; phones are for those who may see the declaration.</summary>
    public static string Words(DeclarationForm form, string key) => FormFields.Read(form, key) switch
    {
        null => Display.Nothing,
        bool yes => yes ? "有" : "无",
        DeclarationTrigger trigger => trigger.ChineseName(),
        string text when key == nameof(DeclarationForm.Size) => Enum.TryParse<EmployerSize>(text, out var size) ? size.ChineseName() : text,
        string text when key == nameof(DeclarationForm.RegistrationType) => Enum.TryParse<RegistrationType>(text, out var type) ? type.ChineseName() : text,
        var value => Display.Text(value),
    };
}
