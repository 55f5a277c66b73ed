using System.Text;
using System.Xml;

namespace Zhijian.Platform.Documents.Docx;

/// <summary>
/// Collects the field codes of a part while it is read. Only those that number and refer are allowed: a DATE would change a paper after it
/// was issued, a HYPERLINK, INCLUDEPICTURE, LINK or DDE reaches outside.
/// </summary>
internal sealed class FieldCodes
{
    private static readonly HashSet<string> Allowed = new(StringComparer.OrdinalIgnoreCase) { "PAGE", "NUMPAGES", "SECTIONPAGES", "SEQ", "REF", "PAGEREF", "NOTEREF", "STYLEREF", "TOC", "EQ", "" };

    private readonly Stack<StringBuilder> open = new();
    private readonly SortedSet<string> forbidden = new(StringComparer.Ordinal);
    private bool inCode;

    public IReadOnlyCollection<string> Forbidden
    {
        get
        {
            while (open.Count > 0) Judge(open.Pop().ToString());
            return forbidden;
        }
    }

    public void Start(XmlReader reader)
    {
        var w = Wml.W.NamespaceName;
        if (reader.NamespaceURI != w) return;
        switch (reader.LocalName)
        {
            case "instrText" or "delInstrText" when !reader.IsEmptyElement: inCode = true; break;
            case "fldSimple": Judge(reader.GetAttribute("instr", w) ?? ""); break;
            case "fldChar" when reader.GetAttribute("fldCharType", w) == "begin": open.Push(new StringBuilder()); break;
            case "fldChar" when reader.GetAttribute("fldCharType", w) == "end" && open.Count > 0: Judge(open.Pop().ToString()); break;
        }
    }

    public void Text(string text)
    {
        if (!inCode) return;
        if (open.Count > 0) open.Peek().Append(text);
        else Judge(text);
    }

    public void End(string localName)
    {
        if (localName is "instrText" or "delInstrText") inCode = false;
    }

    private void Judge(string code)
    {
        var word = code.Split([' ', '\t', '\n', '"', '\\'], StringSplitOptions.RemoveEmptyEntries).FirstOrDefault() ?? "";
        if (!Allowed.Contains(word)) forbidden.Add(word.Length > 30 ? word[..30] : word);
    }
}
