using System.Collections.Frozen;
using Zhijian.Data;
using Zhijian.Platform.Reference.Loading;
using Zhijian.Platform.Reference.Rows;

namespace Zhijian.Platform.Reference.Tables;

/// <summary>Every table of the library.</summary>
public static class ReferenceTables
{
    public static readonly ReferenceTable<ExposureLimit> Limits = new()
    {
        Key = "limits", Title = "化学有害因素接触限值", Icon = "flask",
        About = "GBZ 2.1：化学物质、粉尘、生物因素，各版本及修改单",
        Definition = LimitSheets.Air, KeyOf = LimitKey, NameOf = r => r.Name, ToldApartBy = r => [r.LimitType, r.Fraction, r.Condition],
        FoundBy = r => [r.EntryCode, r.Cas, r.NameEn], Editions = ShippedLimits.Air, More = PlainValue,
    };

    public static readonly ReferenceTable<ExposureLimit> PhysicalLimits = new()
    {
        Key = "physical-limits", Title = "物理因素接触限值", Icon = "wave-sine",
        About = "GBZ 2.2：噪声、高温、振动、辐射等",
        Definition = LimitSheets.Physical, KeyOf = LimitKey, NameOf = r => r.Name, ToldApartBy = r => [r.LimitType, r.Fraction, r.Condition],
        FoundBy = r => [r.EntryCode, r.LimitType, r.Condition, r.NameEn], Editions = ShippedLimits.Physical, More = PlainValue,
    };

    public static readonly ReferenceTable<BiologicalLimit> BiologicalLimits = new()
    {
        Key = "biological-limits", Title = "生物接触限值", Icon = "droplet",
        About = "GBZ 2.1 表4：尿、血、呼出气中的监测指标",
        Definition = LimitSheets.Biological, KeyOf = r => $"{r.Name}|{r.Indicator}|{r.SamplingTime}|{r.Limit}", NameOf = r => r.Name, ToldApartBy = r => [r.Indicator, r.SamplingTime],
        FoundBy = r => [r.NameEn, r.Indicator, r.IndicatorEn], Editions = ShippedLimits.Biological,
    };

    public static readonly ReferenceTable<HazardFactor> Factors = new()
    {
        Key = "factors", Title = "职业病危害因素", Icon = "alert-triangle",
        About = "职业病危害因素分类目录（2015）：459 种，含高毒标识和限值对应",
        Definition = CatalogueSheets.Factors(), KeyOf = r => r.Code!, NameOf = r => r.Name,
        FoundBy = r => [r.Code, r.Cas, r.NameEn, .. (r.Aliases ?? "").Split(';', '；')], Editions = ShippedCatalogues.Factors,
        More = (row, texts) => row.Initials = texts.Initials(row.Name),
    };

    public static readonly ReferenceTable<OccupationalDisease> Diseases = new()
    {
        Key = "diseases", Title = "职业病分类和目录", Icon = "stethoscope",
        About = "2013 年版 10 类 132 种，2024 年版 12 类 135 种",
        Definition = CatalogueSheets.Diseases(), KeyOf = r => r.Name!, NameOf = r => r.Name,
        FoundBy = r => [r.ClassName, r.Subclass, $"{r.ClassNo}.{r.No}"], Editions = ShippedCatalogues.Diseases,
    };

    public static readonly ReferenceTable<FactorLink> Links = new()
    {
        Key = "factor-links", Title = "危害因素对应关系", Icon = "link",
        About = "危害因素与职业病、生物接触限值的对应，由本平台按名称编制",
        Definition = CatalogueSheets.Links(), KeyOf = r => $"{r.FactorCode}|{r.Kind}|{r.Target}", NameOf = r => r.Target,
        FoundBy = r => [r.FactorCode, r.Kind], Editions = ShippedCatalogues.Links,
    };

    public static readonly ReferenceTable<IndustryRow> Industries = new()
    {
        Key = "industries", Title = "国民经济行业分类", Icon = "building-factory-2",
        About = "GB/T 4754-2017：20 门类、97 大类、473 中类、1,381 小类",
        Definition = CatalogueSheets.Industries(), KeyOf = r => r.Code!, NameOf = r => r.Name,
        FoundBy = r => [r.Code, r.Section + r.Code], Editions = ShippedCatalogues.Industries,
    };

    public static readonly ReferenceTable<DivisionRow> Divisions = new()
    {
        Key = "divisions", Title = "行政区划", Icon = "map-2",
        About = "全国省、市、县，郑州市到乡镇（街道）",
        Definition = CatalogueSheets.Divisions(), KeyOf = r => r.Code!, NameOf = r => r.Name,
        FoundBy = r => [r.Code], Editions = ShippedCatalogues.Divisions,
    };

    public static readonly ReferenceTable<CalendarRow> Calendar = new()
    {
        Key = "calendar", Title = "节假日安排", Icon = "calendar", Cumulative = true,
        About = "国务院办公厅通知：放假与调休上班，用于计算工作日",
        Definition = CatalogueSheets.Calendar(), KeyOf = r => $"{r.Date:yyyy-MM-dd}", NameOf = r => $"{r.Date:yyyy-MM-dd} {r.Name}",
        FoundBy = r => [r.Kind], Editions = ShippedCatalogues.Calendar,
    };

    public static readonly ReferenceTable<KeyIndustry> KeyIndustries = new()
    {
        Key = "key-industries", Title = "重点行业", Icon = "target",
        About = "市级专项工作中的行业与行业代码的对应",
        Definition = CatalogueSheets.KeyIndustries(), KeyOf = r => $"{r.Programme}|{r.Industry}|{r.IndustryCode}", NameOf = r => r.IndustryName,
        FoundBy = r => [r.Programme, r.Industry, r.IndustryCode], Editions = ShippedCatalogues.KeyIndustries,
    };

    public static readonly ReferenceTable<ProjectRisk> Risks = new()
    {
        Key = "project-risks", Title = "建设项目风险分类", Icon = "building-community",
        About = "建设项目职业病危害风险分类，2012、2021 两版",
        Definition = CatalogueSheets.Risks(), KeyOf = r => r.IndustryCode!, NameOf = r => r.Name,
        FoundBy = r => [r.IndustryCode], Editions = ShippedCatalogues.Risks,
    };

    public static readonly IReadOnlyList<ReferenceTable> All =
        [Limits, PhysicalLimits, BiologicalLimits, Factors, Diseases, Links, Industries, Divisions, Calendar, KeyIndustries, Risks];

    static readonly FrozenDictionary<string, ReferenceTable> ByKey = All.ToFrozenDictionary(t => t.Key, StringComparer.Ordinal);

    public static ReferenceTable? Find(string? key) => key is null ? null : ByKey.GetValueOrDefault(key);
    public static ReferenceTable Get(string key) => Find(key) ?? throw new NotFoundException();

    /// <summary>3.0 and 3 are the same limit and must look so, in a comparison and in a hash.</summary>
    static void PlainValue(ExposureLimit r, SearchTexts texts) => r.Value /= 1.0000000000000000000000000000m;

    static string LimitKey(ExposureLimit r) => $"{r.EntryCode}|{r.Sub}|{r.LimitType}|{r.Fraction}|{r.Condition}";
}
