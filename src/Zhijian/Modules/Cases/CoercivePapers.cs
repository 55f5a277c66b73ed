using System.ComponentModel.DataAnnotations;
using System.Globalization;
using Zhijian.Data;
using Zhijian.Platform.Documents;
using Zhijian.Rules.Cases;
using static Zhijian.Platform.Documents.PaperField;

namespace Zhijian.Modules.Cases;

/// <summary>What is written when a machine is sealed or work is stopped.</summary>
public sealed class MeasureForm
{
    [Display(Name = "措施")] public string? Key { get; set; }
    [Display(Name = "期限")] public int? Days { get; set; }
    [Display(Name = "地点"), StringLength(CaseTables.Clause)] public string? Place { get; set; }
    [Display(Name = "理由"), StringLength(CaseTables.Clause)] public string? Why { get; set; }
    [Display(Name = "清单"), StringLength(CoercivePapers.Most)] public string? Things { get; set; }
    [Display(Name = "情况紧急，当场实施（24小时内补办批准手续）")] public bool Urgent { get; set; }
}

/// <summary>A line of 查封、扣押、封存清单.</summary>
public sealed record ListedThing(string Name, string Model, string Count, string State);

/// <summary>行政强制措施决定书 with its list (行政强制法 Art 24); handed over on the spot.</summary>
public static class CoercivePapers
{
    public const int Most = 8000, MostThings = 200, Longest = 100;

    public static readonly PaperForm Form = PaperTemplates.Form("case-measure", "行政强制措施决定书",
    [
        Text("案件编号", "（样）卫职立〔2018〕1号", required: true), Text("当事人", "某某市样张有限公司", required: true), Text("案由", "工作场所职业病危害因素浓度超过国家职业卫生标准", required: true),
        Text("理由", "破碎机没有除尘设施，可能导致职业病危害事故", required: true), Text("措施依据", "《职业病防治法》第六十四条第一款第二项", required: true), Text("措施", "封存", required: true), Text("地点", "样张路1号破碎车间", required: true),
        Text("期限起", "2018年6月12日", required: true), Text("期限止", "2018年7月12日", required: true), Text("对象", "颚式破碎机1台", required: true), Condition("清单", "封存、查封、扣押物品"), Condition("作业", "不涉及物品的措施"),
        Rows("物品", Text("名称", "颚式破碎机", required: true), Text("规格", "PE600×900", required: true), Text("数量", "1台", required: true), Text("状态", "完好，就地封存", required: true)),
        Text("复议期限", "60日", required: true), Text("诉讼期限", "6个月", required: true), Text("执法人员一", "张样张", required: true), Text("证号一", "样-0001", required: true), Text("执法人员二", "李样张", required: true), Text("证号二", "样-0002", required: true),
    ]);

    /// <summary>The act, as the form tells it.</summary>
    /// <exception cref="Refusal">Something is missing, or a line of the list is no line.</exception>
    public static TakeMeasure Make(DateOnly on, CasePerson first, CasePerson second, MeasureForm form, IReadOnlyList<CoerciveMeasure> measures)
    {
        var measure = measures.FirstOrDefault(m => m.Key == form.Key) ?? throw new Refusal("请从列表中选择措施。", "Measure.Key");
        var place = Texts.Needed(form.Place, CaseTables.Clause, "Measure.Place", "地点");
        Texts.Needed(form.Why, CaseTables.Clause, "Measure.Why", "理由");
        var things = ThingsOf(form);
        if (measure.OfThings && things.Count == 0) throw new Refusal("封存、查封、扣押物品的，应当逐项填写清单。", "Measure.Things");
        if (!measure.OfThings && things.Count > 0) throw new Refusal("该措施不涉及物品，不填清单。", "Measure.Things");
        var what = things.Count > 0 ? string.Join("、", things.Select(t => $"{t.Name}{t.Count}")) : place;
        return new(on, first, second, measure, Texts.Cut(what, CaseTables.Clause), form.Days ?? throw new Refusal("请填写期限。", "Measure.Days"), form.Urgent);
    }

    /// <summary>Things of 先行登记保存, each in a line.</summary>
    public static string ListOf(MeasureForm form) => ThingsOf(form) is { Count: > 0 } things
        ? string.Join('\n', things.Select(t => $"{t.Name}（{t.Model}）{t.Count}，{t.State}")) : throw new Refusal("请逐项填写要登记保存的证据。", "Measure.Things");

    /// <summary>One thing a line: 名称/规格型号/数量/状态.</summary>
    public static IReadOnlyList<ListedThing> ThingsOf(MeasureForm form)
    {
        var lines = (form.Things ?? "").Split('\n').Select(l => l.Trim()).Where(l => l.Length > 0).ToList();
        if (form.Things?.Length > Most) throw new Refusal($"清单最多 {Most} 个字。", "Measure.Things");
        if (lines.Count > MostThings) throw new Refusal($"清单最多 {MostThings} 行。", "Measure.Things");
        return [.. lines.Select((line, i) =>
        {
            var parts = line.Split('/', '／').Select(p => p.Trim()).ToArray();
            if (parts.Length != 4 || parts.Any(p => p.Length is 0 or > Longest)) throw new Refusal(string.Create(CultureInfo.InvariantCulture, $"清单第{i + 1}行应为“名称/规格型号/数量/状态”，各不超过 {Longest} 个字。"), "Measure.Things");
            return new ListedThing(parts[0], parts[1], parts[2], parts[3]);
        })];
    }

    public static void Fill(PaperData data, CaseFolder folder, TakeMeasure act, MeasureForm form, CaseLaw law)
    {
        var things = ThingsOf(form);
        data.Add("案件编号", folder.Row.Number);
        data.Add("理由", form.Why);
        data.Add("措施依据", act.Measure.Article);
        data.Add("措施", act.Measure.Title);
        data.Add("地点", form.Place);
        data.Add("期限起", act.On);
        data.Add("期限止", act.On.AddDays(act.Days));
        data.Add("对象", act.What);
        data.Add("清单", things.Count > 0);
        data.Add("作业", things.Count == 0);
        data.Add("物品", things.Select(t => new PaperData { { "名称", t.Name }, { "规格", t.Model }, { "数量", t.Count }, { "状态", t.State } }));
        data.Add("复议期限", law.Rule("review", act.On).Length);
        data.Add("诉讼期限", law.Rule("litigation", act.On).Length);
    }
}
