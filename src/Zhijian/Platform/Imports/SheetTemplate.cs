using System.Security;
using System.Text;
using Zhijian.Platform.Exports;

namespace Zhijian.Platform.Imports;

/// <summary>
/// Writes the .xlsx to fill in: a sheet with the headings (required ones marked), formats, drop-down lists and a hint at every cell,
/// and a sheet 填写说明 with an example row and one line for each column.
/// </summary>
public static class SheetTemplate
{
    public const string NotesSheet = "填写说明";
    private const string ChoicesSheet = "选项";

    /// <param name="output">Left open; need not be seekable.</param>
    public static async Task WriteAsync(Stream output, ISheetDefinition sheet, CancellationToken cancel = default)
    {
        using var writer = new XlsxWriter(output);
        await WriteFormAsync(writer, sheet, cancel);
        await WriteNotesAsync(writer, sheet, cancel);
        if (sheet.Columns.Any(column => column.Choices.Count > 0)) await WriteChoicesAsync(writer, sheet, cancel);
        await writer.FinishAsync(cancel);
    }

    private static async Task WriteFormAsync(XlsxWriter writer, ISheetDefinition sheet, CancellationToken cancel)
    {
        await writer.BeginSheetAsync(new(XlsxParts.SheetName(sheet.Title, 1), [.. sheet.Columns.Select(Column)])
        {
            FrozenRows = 1,
            Validations = Validations(sheet),
        }, cancel);
        await WriteHeadingsAsync(writer, sheet, cancel);
    }

    private static async Task WriteNotesAsync(XlsxWriter writer, ISheetDefinition sheet, CancellationToken cancel)
    {
        await writer.BeginSheetAsync(new(NotesSheet, [.. sheet.Columns.Select(column => Column(column) with { Style = CellStyle.Plain })]), cancel);
        await WriteRowAsync(writer, ["示例（只供参考，请在第一张工作表填写；带 * 的列必填）"], cancel);
        await WriteHeadingsAsync(writer, sheet, cancel);
        await WriteRowAsync(writer, sheet.ExampleRow(), cancel);
        await WriteRowAsync(writer, [], cancel);
        await WriteRowAsync(writer, ["列名", "必填", "格式", "说明", "依据", "也可写作"], cancel, CellStyle.Heading);
        foreach (var column in sheet.Columns)
            await WriteRowAsync(writer, [column.Title, column.IsRequired ? "是" : "否", Format(column), column.Hint, column.Law, string.Join("、", column.Aliases)], cancel);
    }

    private static async Task WriteChoicesAsync(XlsxWriter writer, ISheetDefinition sheet, CancellationToken cancel)
    {
        await writer.BeginSheetAsync(new(ChoicesSheet, []) { Hidden = true }, cancel);
        for (var row = 0; row < sheet.Columns.Max(column => column.Choices.Count); row++)
            await WriteRowAsync(writer, [.. sheet.Columns.Select(column => row < column.Choices.Count ? column.Choices[row] : null)], cancel);
    }

    private static async Task WriteHeadingsAsync(XlsxWriter writer, ISheetDefinition sheet, CancellationToken cancel)
    {
        writer.BeginRow();
        for (var i = 0; i < sheet.Columns.Count; i++)
        {
            var isRequired = sheet.Columns[i].IsRequired;
            writer.Text(i, sheet.Columns[i].Title + (isRequired ? "*" : ""), isRequired ? CellStyle.RequiredHeading : CellStyle.Heading);
        }
        await writer.EndRowAsync(cancel);
    }

    private static async Task WriteRowAsync(XlsxWriter writer, IReadOnlyList<object?> cells, CancellationToken cancel, CellStyle style = CellStyle.Plain)
    {
        writer.BeginRow();
        for (var i = 0; i < cells.Count; i++) writer.Cell(i, cells[i], style);
        await writer.EndRowAsync(cancel);
    }

    private static WriterColumn Column(ISheetColumn column) => new(column.Width ?? XlsxExport.WidthOf(column.Title), column.Kind switch
    {
        SheetColumnKind.Code => CellStyle.AsText,
        SheetColumnKind.Date => CellStyle.Date,
        _ => CellStyle.Plain,
    });

    private static string Format(ISheetColumn column) => column.Kind switch
    {
        SheetColumnKind.Date => "日期，如 2018-03-05",
        SheetColumnKind.Decimal => "数字",
        SheetColumnKind.Integer => "整数",
        SheetColumnKind.Choice => $"选择：{string.Join("、", column.Choices)}",
        SheetColumnKind.Code => "文本（不要用数字格式）",
        _ => column.MaxLength is { } max ? $"文本，不超过 {max} 个字" : "文本",
    };

    /// <summary>Lists and hints. They warn but do not block, because the reader is the judge.</summary>
    private static string Validations(ISheetDefinition sheet)
    {
        var xml = new StringBuilder();
        var count = 0;
        for (var i = 0; i < sheet.Columns.Count; i++)
        {
            var column = sheet.Columns[i];
            var letters = XlsxParts.Letters(i);
            var isChoice = column.Choices.Count > 0;
            var prompt = string.Join("；", new[] { column.Hint, column.Law }.Where(text => !string.IsNullOrEmpty(text)));
            if (!isChoice && prompt.Length == 0) continue;
            count++;
            xml.Append("<dataValidation");
            if (isChoice) xml.Append(" type=\"list\" errorStyle=\"warning\" showErrorMessage=\"1\" errorTitle=\"不在选项中\" error=\"请从下拉列表选择。\"");
            xml.Append(" allowBlank=\"1\"");
            if (prompt.Length > 0) xml.Append($" showInputMessage=\"1\" promptTitle=\"{Attribute(column.Title, 32)}\" prompt=\"{Attribute(prompt, 255)}\"");
            xml.Append($" sqref=\"{letters}2:{letters}{XlsxWriter.MaxRows}\"");
            xml.Append(isChoice ? $"><formula1>{ChoicesSheet}!${letters}$1:${letters}${column.Choices.Count}</formula1></dataValidation>" : "/>");
        }
        return count == 0 ? "" : $"<dataValidations count=\"{count}\">{xml}</dataValidations>";
    }

    private static string Attribute(string text, int max) => SecurityElement.Escape(CellText.Clean(text[..Math.Min(text.Length, max)]))!;
}
