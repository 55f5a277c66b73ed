namespace Zhijian.Platform.Documents;

public enum PaperFieldKind { Text, Condition, Rows, Image }

/// <summary>One name a template of this kind may use, with what it means and an example for the preview.</summary>
/// <param name="Required">A template that leaves it out is refused: a paper without its number is no paper.</param>
/// <param name="Items">Names that may be used inside, for <see cref="PaperFieldKind.Rows"/>.</param>
public sealed record PaperField(string Name, PaperFieldKind Kind, string Example, bool Required = false, IReadOnlyList<PaperField>? Items = null)
{
    public static PaperField Text(string name, string example, bool required = false) => new(name, PaperFieldKind.Text, example, required);
    public static PaperField Condition(string name, string meaning) => new(name, PaperFieldKind.Condition, meaning);
    public static PaperField Rows(string name, params PaperField[] items) => new(name, PaperFieldKind.Rows, "", true, items);
    public static PaperField Image(string name, bool required = false) => new(name, PaperFieldKind.Image, "", required);
}

/// <summary>A kind of paper: its lasting code, its title, and the names its template may use.</summary>
public sealed record PaperForm(string Code, string Title, IReadOnlyList<PaperField> Fields)
{
    /// <summary>Example values for a preview of an edited template; rows come twice, every condition holds.</summary>
    public PaperData Example() => Example(Fields);

    private static PaperData Example(IReadOnlyList<PaperField> fields)
    {
        var data = new PaperData();
        foreach (var field in fields)
            switch (field.Kind)
            {
                case PaperFieldKind.Text: data.Add(field.Name, field.Example); break;
                case PaperFieldKind.Condition: data.Add(field.Name, true); break;
                case PaperFieldKind.Rows: data.Add(field.Name, [Example(field.Items ?? []), Example(field.Items ?? [])]); break;
                case PaperFieldKind.Image: data.Add(field.Name, QrImage.ForPaper("样张")); break;
            }
        return data;
    }

    /// <summary>What is wrong with a template that uses these names, in Chinese: names it does not know, wrong use, required names left out.</summary>
    internal IEnumerable<string> Check(IReadOnlyCollection<TemplateName> used)
    {
        foreach (var name in used)
        {
            var field = Find(name);
            if (field is null) yield return $"不认识的名称「{name.Path}」，请对照《{Title}》的字段表";
            else if (!Fits(field.Kind, name.Kind)) yield return $"「{name.Path}」是{Describe(field)}";
        }
        foreach (var field in Fields.Where(f => f.Required && used.All(u => u.Name != f.Name)))
            yield return $"缺少必备内容「{field.Name}」：{Describe(field)}";
    }

    // Innermost section first, then outwards: a row may also print what belongs to the whole paper.
    private PaperField? Find(TemplateName name)
    {
        for (var depth = name.Within.Count; depth >= 0; depth--)
        {
            IReadOnlyList<PaperField>? fields = Fields;
            foreach (var section in name.Within.Take(depth))
                fields = fields?.FirstOrDefault(f => f.Name == section) is { } f ? f.Items ?? fields : null;
            if (fields?.FirstOrDefault(f => f.Name == name.Name) is { } found) return found;
            if (depth > 0 && name.Name == DocxTemplate.RowNumber) return PaperField.Text(name.Name, "1");
        }
        return null;
    }

    private static bool Fits(PaperFieldKind field, PaperFieldKind use) => field == use || (field is PaperFieldKind.Condition or PaperFieldKind.Rows && use is PaperFieldKind.Condition or PaperFieldKind.Rows);

    private static string Describe(PaperField field) => field.Kind switch
    {
        PaperFieldKind.Text => $"文字，写作 {{{{{field.Name}}}}}",
        PaperFieldKind.Image => $"图片，写作 {{{{图:{field.Name}}}}}",
        PaperFieldKind.Condition => $"条件，写作 {{{{#{field.Name}}}}}…{{{{/{field.Name}}}}}",
        _ => $"列表，写作 {{{{#{field.Name}}}}}…{{{{/{field.Name}}}}}",
    };
}
