namespace Zhijian.Platform.Exports;

/// <summary>Writes values as the cells that Excel would make of them, losing no digit.</summary>
internal static class XlsxCells
{
    /// <summary>Excel keeps this many significant digits; longer numbers become texts.</summary>
    private const int MaxDigits = 15;
    private static readonly DateTime FirstDay = new(1900, 3, 1);
    private static readonly DateTime DayZero = new(1899, 12, 30);

    public static void Cell(this XlsxWriter writer, int column, object? value, CellStyle style = CellStyle.Plain)
    {
        switch (value)
        {
            case null: break;
            case string text: writer.Text(column, text, style); break;
            case int or long or short or byte or uint: Decimal(writer, column, Convert.ToDecimal(value), style); break;
            case decimal number: Decimal(writer, column, number, style); break;
            case double number when double.IsFinite(number): Number(writer, column, number, style); break;
            case float number when float.IsFinite(number): Decimal(writer, column, (decimal)number, style); break;
            case DateOnly date: Date(writer, column, date.ToDateTime(default), CellStyle.Date, value); break;
            case DateTime time: Date(writer, column, CellText.InBeijing(time), CellStyle.DateTime, value); break;
            case DateTimeOffset instant: Date(writer, column, CellText.InBeijing(instant), CellStyle.DateTime, value); break;
            default: writer.Text(column, CellText.Of(value), style); break;
        }
    }

    public static void Text(this XlsxWriter writer, int column, string text, CellStyle style = CellStyle.Plain)
    {
        if (text.Length == 0 && style == CellStyle.Plain) return;
        Open(writer, column, style).Raw(" t=\"inlineStr\"><is><t xml:space=\"preserve\">"u8).Text(text).Raw("</t></is></c>"u8);
    }

    private static void Number(XlsxWriter writer, int column, double number, CellStyle style) =>
        Open(writer, column, style).Raw("><v>"u8).Number(number, "R").Raw("</v></c>"u8);

    private static void Decimal(XlsxWriter writer, int column, decimal number, CellStyle style)
    {
        if (SignificantDigits(number) > MaxDigits) writer.Text(column, CellText.Of(number), style);
        else Open(writer, column, style).Raw("><v>"u8).Number(number).Raw("</v></c>"u8);
    }

    private static void Date(XlsxWriter writer, int column, DateTime time, CellStyle style, object value)
    {
        if (time < FirstDay) writer.Text(column, CellText.Of(value));
        else Open(writer, column, style).Raw("><v>"u8).Number((time - DayZero).Ticks / (decimal)TimeSpan.TicksPerDay, "0.##########").Raw("</v></c>"u8);
    }

    private static SheetXml Open(XlsxWriter writer, int column, CellStyle style)
    {
        var xml = writer.Xml.Raw("<c r=\""u8).Reference(column, writer.Row).Raw("\""u8);
        return style == CellStyle.Plain ? xml : xml.Raw(" s=\""u8).Number((int)style).Raw("\""u8);
    }

    internal static int SignificantDigits(decimal number)
    {
        Span<char> digits = stackalloc char[40];
        Math.Abs(number).TryFormat(digits, out var length, "0.############################", System.Globalization.CultureInfo.InvariantCulture);
        var text = digits[..length];
        var hasPoint = text.Contains('.');
        text = text.TrimStart("0.");
        if (!hasPoint) text = text.TrimEnd('0');
        return text.Length - (text.Contains('.') ? 1 : 0);
    }
}
