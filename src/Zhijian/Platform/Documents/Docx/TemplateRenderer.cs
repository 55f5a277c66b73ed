using System.Globalization;
using System.Xml.Linq;

namespace Zhijian.Platform.Documents.Docx;

/// <summary>Copies a compiled part with the values put in. Values are only ever text nodes, never read as marks or as XML.</summary>
/// <param name="addImage">Puts a PNG into the file, beside this part, and returns its relationship id.</param>
internal sealed class TemplateRenderer(FillReport report, Func<PaperImage, string> addImage)
{
    private const long EmuPerMm = 36000;

    public XElement Render(XElement root, PaperData data) => Copy(root, new Scope(data, null, "", 0));

    private XElement Copy(XElement element, Scope scope)
    {
        var copy = new XElement(element.Name);
        foreach (var attribute in element.Attributes())
            if (!IsTrace(attribute.Name)) copy.Add(attribute);
        foreach (var node in element.Nodes())
            if (node is XElement child) copy.Add(Render(child, scope));
            else copy.Add(node);
        return Repair(copy);
    }

    private IEnumerable<XElement> Render(XElement element, Scope scope)
    {
        if (element.Name == Mark.Field) return Text(element, scope);
        if (element.Name == Mark.Image) return Image(element, scope);
        if (element.Name == Mark.Section) return Section(element, scope).ToList();
        return [Copy(element, scope)];
    }

    private IEnumerable<XElement> Section(XElement section, Scope scope)
    {
        var name = Mark.NameOf(section);
        var inverted = Mark.IsInverted(section);
        switch (scope.Find(name))
        {
            case bool condition when condition != inverted:
            case PaperData[] { Length: 0 } when inverted:
                return Inside(section, scope);
            case bool or PaperData[] when inverted:
            case bool:
                return [];
            case PaperData[] rows:
                return rows.SelectMany((row, i) => Inside(section, new Scope(row, scope, scope.Path(name), i + 1)));
            case var other:
                report.Add(scope, name, other);
                return [];
        }
    }

    private IEnumerable<XElement> Inside(XElement section, Scope scope) => section.Elements().SelectMany(e => Render(e, scope));

    private XElement[] Text(XElement field, Scope scope)
    {
        var name = Mark.NameOf(field);
        var value = scope.Find(name);
        if (value is not string text)
        {
            report.Add(scope, name, value);
            return [];
        }
        if (text.AsSpan().IndexOfAny('\n', '\t') < 0) return [PlaceholderRuns.TextElement(text)];
        var content = new List<XElement>();
        var from = 0;
        for (var i = 0; i <= text.Length; i++)
        {
            if (i < text.Length && text[i] is not ('\n' or '\t')) continue;
            if (i > from) content.Add(PlaceholderRuns.TextElement(text[from..i]));
            if (i < text.Length) content.Add(new XElement(text[i] == '\n' ? Wml.Break : Wml.Tab));
            from = i + 1;
        }
        return [.. content];
    }

    private XElement[] Image(XElement mark, Scope scope)
    {
        var name = Mark.NameOf(mark);
        var value = scope.Find(name);
        if (value is PaperImage image) return [Drawing(image, name, addImage(image))];
        report.Add(scope, name, value);
        return [];
    }

    private static XElement Drawing(PaperImage image, string name, string relation)
    {
        XAttribute[] size = [new("cx", Emu(image.WidthMm)), new("cy", Emu(image.HeightMm))];
        return new XElement(Wml.W + "drawing",
            new XElement(Wml.Wp + "inline", new XAttribute("distT", 0), new XAttribute("distB", 0), new XAttribute("distL", 0), new XAttribute("distR", 0),
                new XElement(Wml.Wp + "extent", size),
                new XElement(Wml.DocPr, new XAttribute("id", 0), new XAttribute("name", name), new XAttribute("descr", name)),
                new XElement(Wml.A + "graphic",
                    new XElement(Wml.A + "graphicData", new XAttribute("uri", Wml.Pic.NamespaceName),
                        new XElement(Wml.Pic + "pic",
                            new XElement(Wml.Pic + "nvPicPr",
                                new XElement(Wml.Pic + "cNvPr", new XAttribute("id", 0), new XAttribute("name", name)),
                                new XElement(Wml.Pic + "cNvPicPr")),
                            new XElement(Wml.Pic + "blipFill",
                                new XElement(Wml.A + "blip", new XAttribute(Wml.R + "embed", relation)),
                                new XElement(Wml.A + "stretch", new XElement(Wml.A + "fillRect"))),
                            new XElement(Wml.Pic + "spPr",
                                new XElement(Wml.A + "xfrm", new XElement(Wml.A + "off", new XAttribute("x", 0), new XAttribute("y", 0)), new XElement(Wml.A + "ext", size)),
                                new XElement(Wml.A + "prstGeom", new XAttribute("prst", "rect"), new XElement(Wml.A + "avLst"))))))));
    }

    private static string Emu(double mm) => ((long)Math.Round(mm * EmuPerMm)).ToString(CultureInfo.InvariantCulture);

    // A cell, text box, header or footer without a paragraph, and a table without a row, are damaged files to Word.
    private static XElement Repair(XElement copy)
    {
        if (copy.Name == Wml.Cell || copy.Name == Wml.TextBox || copy.Name == Wml.W + "hdr" || copy.Name == Wml.W + "ftr")
        {
            copy.Elements(Wml.Table).Where(t => t.Element(Wml.Row) is null).Remove();
            var last = copy.Elements().LastOrDefault();
            if (last is null || last.Name == Wml.W + "tcPr" || last.Name == Wml.Table) copy.Add(new XElement(Wml.P));
        }
        else if (copy.Name == Wml.W + "body") copy.Elements(Wml.Table).Where(t => t.Element(Wml.Row) is null).Remove();
        return copy;
    }

    // Traces of who edited the template when; repeated in rows they would also no longer be unique.
    private static bool IsTrace(XName name) => name.Namespace == Wml.W14 && name.LocalName is "paraId" or "textId"
        || name.Namespace == Wml.W && name.LocalName.StartsWith("rsid", StringComparison.Ordinal);
}

/// <summary>The values in force at one place: a row, then what is around it.</summary>
internal sealed record Scope(PaperData Data, Scope? Around, string Section, int Row)
{
    /// <summary>A row that does not number itself is numbered from 1.</summary>
    public object? Find(string name) => Data.Find(name) ?? (Around is null ? null : name == DocxTemplate.RowNumber ? Row.ToString(CultureInfo.InvariantCulture) : Around.Find(name));

    public string Path(string name) => Section.Length == 0 ? name : $"{Section}.{name}";
}

/// <summary>Collects what is missing or of the wrong kind while all parts are filled.</summary>
internal sealed class FillReport
{
    private readonly Dictionary<string, string> missing = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> mismatched = new(StringComparer.Ordinal);

    public void Add(Scope scope, string name, object? value)
    {
        var path = scope.Path(name);
        (value is null ? missing : mismatched).TryAdd(path, scope.Row > 0 ? $"{path}（第{scope.Row}项）" : path);
    }

    public void ThrowIfAny()
    {
        if (missing.Count + mismatched.Count > 0) throw new IncompletePaperException([.. missing.Values], [.. mismatched.Values]);
    }
}
