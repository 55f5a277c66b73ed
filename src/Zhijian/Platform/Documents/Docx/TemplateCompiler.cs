using System.Xml.Linq;

namespace Zhijian.Platform.Documents.Docx;

/// <summary>
/// Turns one part of a template into a tree in which every placeholder is one element and every section encloses exactly what it repeats:
/// <list type="bullet">
/// <item>begin and end in one paragraph: the words between them;</item>
/// <item>in different cells of a row: the row; in different rows: those rows;</item>
/// <item>in different paragraphs: those paragraphs with all between them; a paragraph (or row) with nothing but the mark disappears.</item>
/// </list>
/// </summary>
internal sealed class TemplateCompiler(string part)
{
    private readonly List<string> problems = [];
    private readonly List<TemplateName> names = [];

    public IReadOnlyList<string> Problems => problems;
    public IReadOnlyList<TemplateName> Names => names;

    public void Compile(XElement root)
    {
        root.Descendants(Wml.W + "proofErr").Remove();
        root.Descendants(Wml.W + "lastRenderedPageBreak").Remove();
        foreach (var paragraph in root.Descendants(Wml.P).ToList())
            foreach (var problem in PlaceholderRuns.Isolate(paragraph)) problems.Add($"{part}：{problem}");
        Enclose(root);
        foreach (var section in root.Descendants(Mark.Section))
            section.Descendants().Where(e => e.Name == Wml.BookmarkStart || e.Name == Wml.BookmarkEnd).Remove();
        Collect(root, []);
    }

    private void Enclose(XElement root)
    {
        var open = new Stack<XElement>();
        foreach (var mark in root.Descendants().Where(e => e.Name == Mark.Open || e.Name == Mark.Close).ToList())
        {
            if (mark.Name == Mark.Open) { open.Push(mark); continue; }
            var name = Mark.NameOf(mark);
            if (open.Count == 0 || Mark.NameOf(open.Peek()) != name)
            {
                problems.Add(open.Any(o => Mark.NameOf(o) == name)
                    ? $"{part}：{{{{#{Mark.NameOf(open.Peek())}}}}} 与 {{{{#{name}}}}} 交叉，应先结束里面的"
                    : $"{part}：{{{{/{name}}}}} 前面没有 {{{{#{name}}}}}");
                return;
            }
            if (!Wrap(open.Pop(), mark)) problems.Add($"{part}：{{{{#{name}}}}} 与 {{{{/{name}}}}} 不在同一层，应同在一个段落、一行或同一栏的段落中");
        }
        foreach (var mark in open) problems.Add($"{part}：{{{{#{Mark.NameOf(mark)}}}}} 没有对应的 {{{{/{Mark.NameOf(mark)}}}}}");
    }

    private static bool Wrap(XElement open, XElement close)
    {
        var (begin, end) = (open.Parent!, close.Parent!);
        var section = new XElement(Mark.Section, open.Attributes());
        if (begin.Parent == end.Parent)
        {
            Enclose(section, Between(begin, end));
            begin.Remove();
            end.Remove();
            return true;
        }

        var common = begin.Ancestors().First(a => end.Ancestors().Contains(a));
        if (common.Name == Wml.Row || common.Name == Mark.Section)
        {
            // Several sections over the same row: the outer one goes around the inner.
            var unit = common;
            while (unit.Parent!.Name == Mark.Section) unit = unit.Parent;
            Drop(begin, common.Name == Wml.Row);
            Drop(end, common.Name == Wml.Row);
            if (unit.Parent is null || (unit.Name == Mark.Section && !unit.HasElements)) return true;
            Enclose(section, [unit]);
            return true;
        }

        var (first, last) = (ChildOf(common, begin), ChildOf(common, end));
        var rows = common.Name == Wml.Table;
        if (rows ? !IsRows(first) || !IsRows(last) : !IsOwnBlock(first, begin) || !IsOwnBlock(last, end)) return false;
        Enclose(section, [first, .. Between(first, last), last]);
        Drop(begin, keepBlock: rows);
        Drop(end, keepBlock: rows);
        if (rows)
            foreach (var row in new[] { first, last }.Where(IsBlank)) row.Remove();
        return true;
    }

    private static XElement ChildOf(XElement ancestor, XElement element) => element.AncestorsAndSelf().First(e => e.Parent == ancestor);

    private static bool IsRows(XElement element) => element.Name == Wml.Row || element.Name == Mark.Section;

    // The block is the paragraph of the mark itself, or a section that begins or ends in that paragraph.
    private static bool IsOwnBlock(XElement block, XElement run)
    {
        var own = run.Ancestors(Wml.P).First();
        while (own.Parent!.Name == Mark.Section) own = own.Parent;
        return own == block;
    }

    private static List<XElement> Between(XElement first, XElement last) => first.ElementsAfterSelf().TakeWhile(e => e != last).ToList();

    private static void Enclose(XElement section, List<XElement> unit)
    {
        if (unit.Count == 0) return;
        unit[0].AddBeforeSelf(section);
        foreach (var element in unit)
        {
            element.Remove();
            section.Add(element);
        }
    }

    private static void Drop(XElement run, bool keepBlock)
    {
        var paragraph = run.Ancestors(Wml.P).First();
        run.Remove();
        if (!keepBlock && IsBlank(paragraph)) paragraph.Remove();
    }

    private static bool IsBlank(XElement block) => !block.Descendants().Any(e =>
        (e.Name == Wml.Text && e.Value.Trim().Length > 0) || Mark.Is(e) || e.Name == Wml.W + "drawing" || e.Name == Wml.W + "pict" || e.Name == Wml.W + "fldChar" || e.Name == Wml.W + "sectPr" || e.Name == Wml.Break);

    private void Collect(XElement element, IReadOnlyList<string> within)
    {
        foreach (var child in element.Elements())
        {
            var inside = within;
            if (child.Name == Mark.Field) names.Add(new(Mark.NameOf(child), PaperFieldKind.Text, within));
            else if (child.Name == Mark.Image) names.Add(new(Mark.NameOf(child), PaperFieldKind.Image, within));
            else if (child.Name == Mark.Section)
            {
                var inverted = Mark.IsInverted(child);
                names.Add(new(Mark.NameOf(child), inverted ? PaperFieldKind.Condition : PaperFieldKind.Rows, within));
                if (!inverted) inside = [.. within, Mark.NameOf(child)];
            }
            Collect(child, inside);
        }
    }
}
