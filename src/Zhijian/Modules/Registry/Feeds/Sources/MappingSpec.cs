using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Zhijian.Data;
using Zhijian.Platform.Imports;

namespace Zhijian.Modules.Registry.Feeds.Sources;

/// <summary>Which column of the partner is which fact, his words for our values, and what holds for the whole list.</summary>
/// <param name="Columns">Fact → heading as in the partner's file.</param>
/// <param name="Statuses">His word → our status.</param>
/// <param name="Types">His word → our registration type.</param>
/// <param name="Division">Holds for every row that says none: a county's own list.</param>
/// <param name="Industry">The same for the industry.</param>
public sealed record MappingSpec(
    IReadOnlyDictionary<FeedFact, string> Columns,
    IReadOnlyDictionary<string, EmployerStatus> Statuses,
    IReadOnlyDictionary<string, RegistrationType> Types,
    string? Division = null,
    string? Industry = null)
{
    static readonly JsonSerializerOptions Json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, Converters = { new JsonStringEnumConverter() } };

    public string Store() => JsonSerializer.Serialize(this, Json);
    public static MappingSpec Read(string stored) => JsonSerializer.Deserialize<MappingSpec>(stored, Json)!;

    /// <summary>Two spellings of one heading or word.</summary>
    public static string Fold(string text) => CellReading.Compact(text).ToUpperInvariant();

    /// <exception cref="Refusal">A column is used twice, or the name is missing.</exception>
    public MappingSpec Checked()
    {
        if (!Columns.ContainsKey(FeedFact.Name)) throw new Refusal("请指定哪一列是单位名称。", "Name");
        foreach (var (fact, heading) in Columns)
        {
            if (heading.Trim() is not { Length: > 0 and <= 100 }) throw new Refusal($"“{FeedFacts.Of(fact).Title}”的列名应为 1 至 100 个字。");
            if (Columns.First(c => Fold(c.Value) == Fold(heading)).Key != fact) throw new Refusal($"列“{heading}”被用了两次：{FeedFacts.Of(fact).Title}、{FeedFacts.Of(Columns.First(c => Fold(c.Value) == Fold(heading)).Key).Title}。");
        }
        return this;
    }
}

/// <summary>Guesses a mapping from headings and words; a person has the last word.</summary>
public static class MappingProposal
{
    static readonly (EmployerStatus Status, string[] Words)[] Statuses =
    [
        (EmployerStatus.Operating, ["存续", "存续（在营、开业、在册）", "在营", "在营（开业）企业", "开业", "在业", "正常", "在册", "登记成立", "迁入", "正常用电", "运行", "有效"]),
        (EmployerStatus.Suspended, ["停业", "歇业", "停产", "停用", "暂停", "报停"]),
        (EmployerStatus.Closed, ["关闭", "已关闭", "销户", "清算"]),
        (EmployerStatus.Cancelled, ["注销", "已注销", "注销企业", "注销登记"]),
        (EmployerStatus.Revoked, ["吊销", "吊销未注销", "吊销，未注销", "已吊销", "吊销企业", "撤销", "吊销已注销"]),
        (EmployerStatus.NotFound, ["查无下落", "失联", "非正常户", "非正常"]),
    ];

    static readonly (RegistrationType Type, string[] Words)[] Types =
    [
        (RegistrationType.StateOwned, ["国有企业", "国有", "全民所有制", "国有独资公司"]),
        (RegistrationType.Collective, ["集体企业", "集体", "集体所有制"]),
        (RegistrationType.JointStockCooperative, ["股份合作企业", "股份合作制", "股份合作"]),
        (RegistrationType.JointOperation, ["联营企业", "联营"]),
        (RegistrationType.LimitedLiability, ["有限责任公司", "有限责任公司（自然人投资或控股）", "其他有限责任公司", "有限责任公司（自然人独资）", "有限责任公司（法人独资）"]),
        (RegistrationType.JointStock, ["股份有限公司", "股份有限公司（上市）", "股份有限公司（非上市）"]),
        (RegistrationType.Private, ["私营企业", "私营", "个人独资企业", "合伙企业", "普通合伙企业", "有限合伙企业", "个体工商户", "个体"]),
        (RegistrationType.HongKongMacaoTaiwan, ["港、澳、台商投资企业", "港澳台商投资", "有限责任公司（台港澳与境内合资）"]),
        (RegistrationType.Foreign, ["外商投资企业", "外商投资", "有限责任公司（中外合资）", "有限责任公司（外商投资）"]),
        (RegistrationType.Other, ["其他", "农民专业合作社", "事业单位", "社会团体"]),
    ];

    /// <summary>Fact → heading, each heading once; titles go before aliases, aliases before parts of headings.</summary>
    public static IReadOnlyDictionary<FeedFact, string> Columns(IReadOnlyList<string> headings)
    {
        var found = new Dictionary<FeedFact, string>();
        var left = headings.Where(h => h.Length > 0).DistinctBy(MappingSpec.Fold).ToList();
        void Take(Func<FactDefinition, string, bool> fits)
        {
            foreach (var fact in FeedFacts.All.Where(f => !found.ContainsKey(f.Fact)))
                if (left.Find(h => fits(fact, MappingSpec.Fold(h))) is { } heading && left.Remove(heading)) found[fact.Fact] = heading;
        }
        Take((f, h) => h == MappingSpec.Fold(f.Title));
        Take((f, h) => f.Aliases.Any(a => h == MappingSpec.Fold(a)));
        Take((f, h) => f.Aliases.Append(f.Title).Any(a => a.Length >= 4 && h.Contains(MappingSpec.Fold(a), StringComparison.Ordinal)));
        return found;
    }

    public static EmployerStatus? Status(string word) => Find(Statuses, word);
    public static RegistrationType? Type(string word) => Find(Types, word);

    static T? Find<T>((T Value, string[] Words)[] known, string word) where T : struct
    {
        var folded = MappingSpec.Fold(word);
        foreach (var (value, words) in known)
            if (words.Any(w => MappingSpec.Fold(w) == folded)) return value;
        return null;
    }
}
