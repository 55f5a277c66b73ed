namespace Zhijian.Platform.Documents;

/// <summary>A name as a template uses it. Within: the sections around it, outermost first.</summary>
public sealed record TemplateName(string Name, PaperFieldKind Kind, IReadOnlyList<string> Within)
{
    /// <summary>For people: 问题.整改期限.</summary>
    public string Path => string.Join('.', [.. Within, Name]);
}

/// <summary>What is in an uploaded template. It may be used only when there are no problems.</summary>
/// <param name="Names">Paths of the texts and pictures, in the order of the paper, each once.</param>
/// <param name="Sections">Paths of the lists and conditions.</param>
/// <param name="Problems">What must be put right, in Chinese, for the person who uploads.</param>
public sealed record TemplateReport(IReadOnlyList<string> Names, IReadOnlyList<string> Sections, IReadOnlyList<string> Problems)
{
    public bool Usable => Problems.Count == 0;
}

/// <summary>The file is no usable template: hostile, damaged, or with marks that do not fit. Problems are in Chinese, for people.</summary>
public sealed class DocxTemplateException(IReadOnlyList<string> problems) : Exception("文书模板不能使用：" + string.Join("；", problems))
{
    public IReadOnlyList<string> Problems { get; } = problems;
}

/// <summary>A paper was not made because values are missing or of the wrong kind; every such name is listed, with the row where it was first met.</summary>
public sealed class IncompletePaperException(IReadOnlyList<string> missing, IReadOnlyList<string> mismatched)
    : Exception("文书内容不完整，未生成。" + (missing.Count > 0 ? "缺少：" + string.Join("、", missing) + "。" : "") + (mismatched.Count > 0 ? "类型不符：" + string.Join("、", mismatched) + "。" : ""))
{
    public IReadOnlyList<string> Missing { get; } = missing;
    public IReadOnlyList<string> Mismatched { get; } = mismatched;
}
