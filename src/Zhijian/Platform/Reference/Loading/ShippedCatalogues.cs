using System.Text.RegularExpressions;
using Zhijian.Platform.Reference.Rows;
using Zhijian.Platform.Reference.Tables;

namespace Zhijian.Platform.Reference.Loading;

/// <summary>Catalogues and code tables that come with the program.</summary>
static partial class ShippedCatalogues
{
    const string Ours = "本平台编制";

    public static IEnumerable<ShippedEdition> Factors(ReferenceFiles files)
    {
        yield return Of(files, "2015", "职业病危害因素分类目录（2015）", Year(2015), "国卫疾控发〔2015〕92号（S10；S13）；高毒物品目录（卫法监发〔2003〕142号）",
            "编码为本平台自编（类别字母加目录序号）；别名、与限值的对应由本平台编制，不是官方内容。", FactorRows, "hazard-factors.csv", "factor-aliases.csv", "terms-zh.csv");
    }

    static IEnumerable<ReferenceRow> FactorRows(ReferenceFiles files)
    {
        var aliases = files.Rows("factor-aliases.csv").ToDictionary(r => r["factor_code"]!, r => r["aliases"]);
        return files.Rows("hazard-factors.csv").Select(csv => new HazardFactor
        {
            Code = csv["code"], ClassName = csv["class_zh"], No = csv.Int("no"), Name = csv["name_zh"], NameEn = csv["name_en"], Cas = ShippedLimits.Cas(csv["cas"]),
            Aliases = aliases.GetValueOrDefault(csv["code"]!), HighlyToxic = csv["is_high_toxic"] is { } toxic ? toxic == "true" : null,
            LinkedLimits = csv["linked_oel_no"], Source = csv["source"], Confidence = csv.Confidence, Remarks = ShippedLimits.Remarks(files, csv["remarks"]),
        });
    }

    public static IEnumerable<ShippedEdition> Diseases(ReferenceFiles files)
    {
        yield return Of(files, "2013", "职业病分类和目录（2013）", Year(2013), "国卫疾控发〔2013〕48号（S14；S18）", null, f => DiseaseRows(f, "2013"), "occupational-diseases.csv", "terms-zh.csv");
        var day = new DateOnly(2025, 8, 1);
        yield return Of(files, "2024", "职业病分类和目录（2024）", (day, day), "国卫职健发〔2024〕39号（S11；S19）", null, f => DiseaseRows(f, "2024"), "occupational-diseases.csv", "terms-zh.csv");
    }

    static IEnumerable<ReferenceRow> DiseaseRows(ReferenceFiles files, string edition) =>
        files.Rows("occupational-diseases.csv").Where(csv => csv["edition"] == edition).Select(csv => new OccupationalDisease
        {
            ClassNo = csv.Int("class_no"), ClassName = csv["class_zh"], Subclass = csv["subclass_zh"], No = csv.Int("no"), Name = csv["name_zh"],
            Source = csv["source"], Confidence = csv.Confidence,
            Remarks = csv["remarks"] is { } text && Moved().Match(text) is { Success: true } moved ? $"2013 版为第 {moved.Groups[1].Value} 项" : ShippedLimits.Remarks(files, csv["remarks"]),
        });

    public static IEnumerable<ShippedEdition> Links(ReferenceFiles files)
    {
        yield return Of(files, "compiled", "危害因素对应关系（本平台编制）", Year(2013), Ours, "由本平台按名称编制，不是官方内容，只供查阅时参考。",
            f => f.Rows("factor-links.csv").Select(csv => new FactorLink
            {
                FactorCode = csv["factor_code"], Kind = csv["kind"] == "disease" ? FactorLink.Disease : FactorLink.Biological, Target = csv["target"],
                Basis = csv["basis"], Source = Ours, Confidence = csv.Confidence,
            }), "factor-links.csv");
    }

    public static IEnumerable<ShippedEdition> Industries(ReferenceFiles files)
    {
        yield return Of(files, "GBT4754-2017", "GB/T 4754-2017", Year(2017), "GB/T 4754-2017（公开数据文件）", "小类 1,381 个，比 2017 年原文多 1 个（2019 年第1号修改单所致，未逐一标注）；2002、2011 年版未收录。",
            f => f.Rows("industry-gbt4754-2017.csv").Select(csv => new IndustryRow
            {
                Code = csv["code"], Level = csv.Int("level"), ParentCode = csv["parent"], Section = csv["section"], Name = csv["name_zh"], Source = "GB/T 4754-2017", Confidence = Confidence.Single,
            }), "industry-gbt4754-2017.csv");
    }

    public static IEnumerable<ShippedEdition> Divisions(ReferenceFiles files)
    {
        var day = new DateOnly(2023, 6, 30);
        yield return Of(files, "2023-06-30", "统计用区划代码（2023-06-30）", (day, day), "国家统计局 2023 年统计用区划代码（公开数据包）",
            "功能区 410171–410173 为统计用代码；郑东新区没有自己的代码；不含港澳台；2023 年以前的代码沿革未收录。",
            f => f.Rows("divisions-gbt2260.csv").Select(csv => new DivisionRow
            {
                Code = csv["code"], Level = csv.Int("level"), ParentCode = csv["parent"], Name = csv["name_zh"], FunctionalZone = csv["kind"] == "functional-zone" ? true : null,
                Source = "统计用区划代码", Confidence = Confidence.Single,
            }), "divisions-gbt2260.csv");
    }

    public static IEnumerable<ShippedEdition> Calendar(ReferenceFiles files)
    {
        var day = new DateOnly(2018, 1, 1);
        yield return Of(files, "2018-2026", "节假日安排 2018–2026", (day, day), "国务院办公厅各年通知（公开数据包）", "没有官方安排的年份不推算工作日。",
            f => f.Rows("calendar-days.csv").Select(csv => new CalendarRow
            {
                Date = DateOnly.ParseExact(csv["date"]!, "yyyy-MM-dd"), Kind = csv["kind"] == "holiday" ? CalendarRow.Holiday : CalendarRow.WorkingDay, Name = csv["name_zh"],
                Source = "国务院办公厅通知", Confidence = Confidence.Single,
            }), "calendar-days.csv");
    }

    public static IEnumerable<ShippedEdition> KeyIndustries(ReferenceFiles files)
    {
        yield return Of(files, "2018", "重点行业（2018）", Year(2018), "市 2018 年通知；与行业代码的对应由本平台编制", "与 GB/T 4754-2017 的对应是编制人的判断，可以修改。",
            f => f.Rows("key-industries.csv").Select(csv => new KeyIndustry
            {
                Programme = f.Chinese(csv["programme"]), Industry = csv["industry_zh"], IndustryCode = csv["gbt4754_prefix"], IndustryName = csv["prefix_name_zh"],
                Rationale = ShippedLimits.Remarks(f, csv["rationale"]), Source = Ours, Confidence = Confidence.RecalledMedium,
            }), "key-industries.csv", "terms-zh.csv");
    }

    public static IEnumerable<ShippedEdition> Risks(ReferenceFiles files)
    {
        yield return Of(files, "recalled", "建设项目风险分类（待替换）", Year(2012), "凭记忆录入，只含本市点名的行业", "待以安监总安健〔2012〕73号、国卫办职健发〔2021〕5号正式表替换，不得用于判定。",
            f => f.Rows("project-risk-directory.csv").Select(csv => new ProjectRisk
            {
                IndustryCode = csv["gbt4754_prefix"], Name = csv["name_zh"], Class2012 = csv["class_2012"], Class2021 = csv["class_2021"], Confidence = csv.Confidence,
            }), "project-risk-directory.csv");
    }

    static (DateOnly, DateOnly) Year(int year) => (new(year, 1, 1), new(year, 12, 31));

    static ShippedEdition Of(ReferenceFiles files, string key, string title, (DateOnly Earliest, DateOnly Latest) from, string source, string? note,
        Func<ReferenceFiles, IEnumerable<ReferenceRow>> rows, params string[] names) =>
        new(key, title, from.Earliest, from.Latest, source, string.Join("；", names.Where(n => n != "terms-zh.csv")), files.Hash(names), note, () => ShippedLimits.Numbered(rows(files)));

    [GeneratedRegex(@"other class or number than in 2013 \((\d+\.\d+)\)")]
    private static partial Regex Moved();
}
