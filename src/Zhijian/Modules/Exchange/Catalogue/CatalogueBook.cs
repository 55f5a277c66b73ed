using Zhijian.Platform.Reference.Loading;

namespace Zhijian.Modules.Exchange.Catalogue;

/// <summary>A line of the catalogue of shared resources with the metadata that it must have (Henan credit regulation 2019, Art 11; 发改高技〔2017〕1272号).</summary>
/// <param name="Out">Given to partners; else received from them.</param>
/// <param name="Condition">What a conditional resource is given on.</param>
public sealed record CatalogueEntry(
    string Code, string Title, bool Out, string Format, string Provider, string Subject, string Nature, string Sharing, string? Condition, string Coverage, string Cycle, string Basis, string Source, string Confidence);

/// <summary>资源目录, read once from reference/shared-resources.csv.</summary>
public sealed class CatalogueBook(ReferenceFiles files)
{
    public IReadOnlyList<CatalogueEntry> All { get; } = [.. files.Rows("shared-resources.csv").Select(r => new CatalogueEntry(
        r["code"]!, r["title"]!, r["direction"] == "out", r["format"]!, r["provider"]!, r["subject"]!, r["nature"]!, r["sharing"]!, r["condition"], r["coverage"]!, r["cycle"]!, r["basis"]!, r["source"]!, r["confidence"]!))];

    public CatalogueEntry? Find(string? code) => All.FirstOrDefault(e => e.Code == code);
    public string Title(string code) => Find(code)?.Title ?? code;
}
