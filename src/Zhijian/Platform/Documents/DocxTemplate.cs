using System.Globalization;
using System.Xml.Linq;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using Zhijian.Platform.Documents.Docx;

namespace Zhijian.Platform.Documents;

/// <summary>
/// A .docx that officials edit in Word or WPS, with places to fill:
/// {{单位名称}} a text, {{图:二维码}} a picture, {{#问题}}…{{/问题}} for each row of a list or when a condition holds,
/// {{^问题}}…{{/问题}} when it does not. {{序号}} numbers the rows unless they number themselves.
/// Loaded once, filled often and from many threads; the same values always give the same bytes.
/// </summary>
public sealed class DocxTemplate
{
    internal const string RowNumber = "序号";

    private const string Word = "application/vnd.openxmlformats-officedocument.wordprocessingml.";
    private static readonly string[] Filled = [DocxGuard.MainType, Word + "header+xml", Word + "footer+xml", Word + "footnotes+xml", Word + "endnotes+xml"];

    private static readonly string[] Kept =
    [
        .. Filled, Word + "styles+xml", Word + "settings+xml", Word + "webSettings+xml", Word + "fontTable+xml", Word + "numbering+xml",
        "application/vnd.openxmlformats-officedocument.theme+xml", "image/png", "image/jpeg", "image/gif",
    ];

    private readonly byte[] file;
    private readonly IReadOnlyDictionary<string, XElement> parts;

    private DocxTemplate(byte[] file, IReadOnlyDictionary<string, XElement> parts, TemplateReport report) => (this.file, this.parts, Report) = (file, parts, report);

    public TemplateReport Report { get; }

    /// <exception cref="DocxTemplateException">The file is hostile or damaged, a mark is incomplete, or (with a form) a name is unknown or left out.</exception>
    public static DocxTemplate Load(byte[] file, PaperForm? form = null)
    {
        var template = Examine((byte[])file.Clone(), form);
        return template.Report.Usable ? template : throw new DocxTemplateException(template.Report.Problems);
    }

    /// <summary>Looks at an uploaded template without throwing for anything that is wrong with the file itself.</summary>
    public static TemplateReport Inspect(Stream file, PaperForm? form = null)
    {
        var copy = new MemoryStream();
        var buffer = new byte[64 << 10];
        for (int read; copy.Length <= DocxGuard.MaxFileBytes && (read = file.Read(buffer)) > 0;) copy.Write(buffer, 0, read);
        return Examine(copy.ToArray(), form).Report;
    }

    private static DocxTemplate Examine(byte[] file, PaperForm? form)
    {
        var problems = DocxGuard.Check(file).ToList();
        var parts = new SortedDictionary<string, XElement>(StringComparer.Ordinal);
        var names = new List<TemplateName>();
        if (problems.Count == 0)
            foreach (var (uri, name, root) in ReadParts(ref file, problems))
            {
                var compiler = new TemplateCompiler(name);
                compiler.Compile(root);
                problems.AddRange(compiler.Problems);
                names.AddRange(compiler.Names);
                parts.Add(uri, root);
            }
        if (form is not null && problems.Count == 0) problems.AddRange(form.Check(names));
        return new DocxTemplate(file, parts, new TemplateReport(
            names.Where(n => n.Kind is PaperFieldKind.Text or PaperFieldKind.Image).Select(n => n.Path).Distinct().ToArray(),
            names.Where(n => n.Kind is PaperFieldKind.Rows or PaperFieldKind.Condition).Select(n => n.Path).Distinct().ToArray(),
            problems.Distinct().ToArray()));
    }

    // The file becomes a clean one: only what the text leads to, without the properties, people and leftovers of its editing.
    private static List<(string Uri, string Name, XElement Root)> ReadParts(ref byte[] file, List<string> problems)
    {
        var parts = new List<(string, string, XElement)>();
        try
        {
            var stream = new MemoryStream();
            using (var source = WordprocessingDocument.Open(new MemoryStream(file, writable: false), isEditable: false))
            using (var clean = WordprocessingDocument.Create(stream, WordprocessingDocumentType.Document))
            {
                var main = clean.AddPart(source.MainDocumentPart!, "main");
                main.DeleteParts(main.Parts.Select(p => p.OpenXmlPart).Where(p => !Kept.Contains(p.ContentType)).ToList());
                foreach (var part in FilledParts(clean))
                {
                    using var content = part.GetStream(FileMode.Open, FileAccess.Read);
                    parts.Add((part.Uri.OriginalString, NameOf(part), Wml.Read(content)));
                }
            }
            file = stream.ToArray();
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            // Whatever the package reader stumbles over in a file of unknown origin, the answer is the same.
            problems.Add("文件已损坏，请用 Word 或 WPS 重新保存");
        }
        return parts;
    }

    /// <summary>The filled .docx.</summary>
    /// <param name="title">Title in the properties of the file; who edited the template is not in them.</param>
    /// <exception cref="IncompletePaperException">Values are missing or of the wrong kind; all are listed and no paper is made.</exception>
    public byte[] Fill(PaperData data, string title = "")
    {
        using var stream = new MemoryStream();
        stream.Write(file);
        using (var document = WordprocessingDocument.Open(stream, isEditable: true))
        {
            var report = new FillReport();
            var rendered = FilledParts(document).Select(part => (part, root: new TemplateRenderer(report, ImagesOf(part)).Render(parts[part.Uri.OriginalString], data))).ToList();
            report.ThrowIfAny();
            NumberDrawings(rendered.Select(r => r.root));
            foreach (var (part, root) in rendered)
            {
                using var target = part.GetStream(FileMode.Create, FileAccess.Write);
                Wml.Write(target, root);
            }
            WriteProperties(document, title);
        }
        stream.Position = 0;
        return StableZip.Rewrite(stream);
    }

    private static List<OpenXmlPart> FilledParts(WordprocessingDocument document) =>
        document.GetAllParts().Where(p => Filled.Contains(p.ContentType)).OrderBy(p => p.Uri.OriginalString, StringComparer.Ordinal).ToList();

    // Relationship ids count up within a part, so that they are the same every time; one picture is stored once for a part.
    private static Func<PaperImage, string> ImagesOf(OpenXmlPart part)
    {
        var known = new Dictionary<byte[], string>(ReferenceEqualityComparer.Instance);
        return image =>
        {
            if (known.TryGetValue(image.Png, out var id)) return id;
            id = string.Create(CultureInfo.InvariantCulture, $"filled{known.Count + 1}");
            var target = part.AddNewPart<ImagePart>("image/png", id);
            using var stream = target.GetStream(FileMode.Create, FileAccess.Write);
            stream.Write(image.Png);
            return known[image.Png] = id;
        };
    }

    // Repeated rows repeat their drawings: Word wants every drawing numbered once.
    private static void NumberDrawings(IEnumerable<XElement> roots)
    {
        var number = 0;
        foreach (var drawing in roots.SelectMany(r => r.Descendants(Wml.DocPr))) drawing.SetAttributeValue("id", ++number);
    }

    private static void WriteProperties(WordprocessingDocument document, string title)
    {
        XNamespace core = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties", dc = "http://purl.org/dc/elements/1.1/";
        using var stream = document.AddNewPart<CoreFilePropertiesPart>("filledCore").GetStream(FileMode.Create, FileAccess.Write);
        Wml.Write(stream, new XElement(core + "coreProperties", new XElement(dc + "title", PaperText.Clean(title))));
    }

    private static string NameOf(OpenXmlPart part) => part switch
    {
        MainDocumentPart => "正文",
        HeaderPart => "页眉",
        FooterPart => "页脚",
        _ => "脚注或尾注",
    };
}
