using System.Text;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Zhijian.Platform.Documents.Docx;

/// <summary>
/// Finds the placeholders of a paragraph, however Word has split them over runs, and gives each a run of its own with the formatting of the
/// run in which it begins. Full-width marks, as a Chinese keyboard types them, are understood too.
/// </summary>
internal static partial class PlaceholderRuns
{
    private const char Object = '\uFFFC';

    [GeneratedRegex(@"(?:\{\{|｛｛)[ 　]*(?<mark>[#＃/／^＾]|图[:：])?[ 　]*(?<name>[^{}｛｝\n\uFFFC]{1,60}?)[ 　]*(?:\}\}|｝｝)", RegexOptions.CultureInvariant)]
    private static partial Regex Placeholder();

    [GeneratedRegex(@"\{\{|\}\}|｛｛|｝｝", RegexOptions.CultureInvariant)]
    private static partial Regex Brace();

    private sealed record Piece(XElement Element, int Start, int End);

    /// <summary>Problems found, in Chinese: braces that do not make a placeholder.</summary>
    public static IEnumerable<string> Isolate(XElement paragraph)
    {
        var pieces = new List<Piece>();
        var words = new StringBuilder();
        Read(paragraph, pieces, words);
        var text = words.ToString();
        if (!text.Contains("{{", StringComparison.Ordinal) && !text.Contains("}}", StringComparison.Ordinal) && !text.Contains('｛') && !text.Contains('｝')) return [];

        var found = Placeholder().Matches(text);
        // From the last to the first, so that the places of the earlier ones stay true.
        foreach (var match in found.Reverse()) Isolate(match, pieces);
        var rest = Placeholder().Replace(text, m => new string(' ', m.Length));
        return Brace().Matches(rest).Select(m => $"占位符没有写完整：“{Around(text, m.Index)}”").ToArray();
    }

    private static string Around(string text, int index) => text[Math.Max(0, index - 6)..Math.Min(text.Length, index + 14)].Replace(Object, ' ').Replace('\n', ' ');

    // Own words only: a text box inside has paragraphs of its own.
    private static void Read(XElement element, List<Piece> pieces, StringBuilder words)
    {
        foreach (var child in element.Elements())
        {
            if (child.Name == Wml.RunProperties || child.Name == Wml.W + "pPr") continue;
            if (child.Name == Wml.Text)
            {
                pieces.Add(new(child, words.Length, words.Length + child.Value.Length));
                words.Append(child.Value);
            }
            else if (element.Name != Wml.Run) Read(child, pieces, words);
            else words.Append(child.Name == Wml.Break || child.Name == Wml.CarriageReturn || child.Name == Wml.Tab ? '\n' : Object);
        }
    }

    private static void Isolate(Match match, List<Piece> pieces)
    {
        var (start, end) = (match.Index, match.Index + match.Length);
        var touched = pieces.Where(p => p.Start < end && p.End > start).ToList();
        var first = touched[0];
        var run = first.Element.Parent!;

        // What follows the placeholder in its first run moves to a run behind it.
        var tail = new XElement(Wml.Run, run.Attributes(), run.Element(Wml.RunProperties));
        var behind = first.Element.ElementsAfterSelf().ToList();
        var value = first.Element.Value;
        if (first.End > end) tail.Add(TextElement(value[(end - first.Start)..]));
        foreach (var element in behind)
        {
            element.Remove();
            tail.Add(element);
        }
        SetText(first.Element, value[..(start - first.Start)]);

        foreach (var piece in touched.Skip(1))
        {
            SetText(piece.Element, piece.End > end ? piece.Element.Value[(end - piece.Start)..] : "");
            // The first piece of a run may have moved into the tail; its run is gone from the paragraph only when nothing is left in it.
            if (piece.Element.Parent is { } owner && owner != tail) RemoveIfEmpty(owner);
        }

        run.AddAfterSelf(new XElement(Wml.Run, run.Element(Wml.RunProperties), ToMark(match)));
        if (tail.Elements().Any(e => e.Name != Wml.RunProperties && !(e.Name == Wml.Text && e.Value.Length == 0))) ((XElement)run.NextNode!).AddAfterSelf(tail);
        RemoveIfEmpty(run);
    }

    private static void RemoveIfEmpty(XElement run)
    {
        if (run.Parent is not null && run.Elements().All(e => e.Name == Wml.RunProperties || (e.Name == Wml.Text && e.Value.Length == 0))) run.Remove();
    }

    private static XElement ToMark(Match match)
    {
        var kind = match.Groups["mark"].Value switch
        {
            "" => Mark.Field,
            "#" or "＃" or "^" or "＾" => Mark.Open,
            "/" or "／" => Mark.Close,
            _ => Mark.Image,
        };
        var mark = new XElement(kind, new XAttribute(Mark.Name, match.Groups["name"].Value.Trim()));
        if (match.Groups["mark"].Value is "^" or "＾") mark.Add(new XAttribute(Mark.Inverted, "1"));
        return mark;
    }

    public static XElement TextElement(string text) => new(Wml.Text, new XAttribute(XNamespace.Xml + "space", "preserve"), text);

    private static void SetText(XElement element, string text)
    {
        element.Value = text;
        element.SetAttributeValue(XNamespace.Xml + "space", "preserve");
    }
}
