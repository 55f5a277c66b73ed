using System.Globalization;

namespace Zhijian.Simulators;

/// <summary>One for each department that shares. What it writes is made up; headings and words are those of the adapters' recorded examples.</summary>
public static class Counterparts
{
    public static readonly IReadOnlyList<Counterpart> All =
    [
        new("market-register", null, null, "市场主体登记信息",
            ["企业名称", "统一社会信用代码", "法定代表人", "企业类型", "登记状态", "住所", "所在区划", "国民经济行业代码", "成立日期"],
            d => [d.Employer, d.Code(), "模拟法人", d.One("有限责任公司", "个人独资企业"), d.One("存续（在营、开业、在册）", "存续", "注销"), $"{d.County}模拟路{d.Number}号", d.County, d.One("3089", "1019", "3393", "2110"), Slashed(d.Day(4000))]),
        new("project-approvals", "project-approvals", "project-platform", "投资项目在线审批监管平台推送",
            ["项目代码", "项目名称", "项目单位", "项目单位统一社会信用代码", "建设性质", "建设地点", "国标行业", "办结日期", "拟开工时间", "更新时间"],
            d => [$"2605-410181-04-01-{d.Number:000000}", $"年产{d.Of(1, 90)}万吨耐火材料项目", d.Employer, d.Code(), d.One("0", "1", "2", "3"), d.County, "3089", Slashed(d.Day(60)), Slashed(d.Day(10)), Stamp(d)]),
        new("suspected-diseases", "suspected-diseases", "disease-report", "职业病报告卡导出",
            ["报告卡编号", "用人单位名称", "用人单位统一社会信用代码", "姓名", "身份证件号码", "职业病种类及名称", "报告类别", "接触的主要职业病危害因素", "报告日期", "报告单位", "修改时间"],
            d => [$"ZYB{d.Number:00000000}", d.Employer, d.Code(), $"模拟{d.Number}", $"41018119700101{d.Number % 10000:0000}", d.One("矽肺", "电焊工尘肺", "职业性噪声聋"), d.One("疑似职业病", "职业病", "尘肺病报告卡"), d.One("矽尘", "电焊烟尘", "噪声"), Dashed(d.Day(30)), "模拟职业病诊断机构", Stamp(d)]),
        new("health-examinations", "health-examinations", "exam-summary", "职业健康检查汇总表",
            ["用人单位", "统一社会信用代码", "检查类别", "检查开始日期", "检查结束日期", "应检人数", "实检人数", "疑似职业病人数", "职业禁忌证人数", "需复查人数", "检查机构"],
            d => { var (from, should) = (d.Day(90), d.Of(20, 400)); return [d.Employer, d.Code(), d.One("在岗", "岗前", "离岗检查"), Slashed(from), Slashed(from.AddDays(2)), Text(should), Text(should - d.Of(0, 5)), d.Whole(0, 2), d.Whole(0, 3), d.Whole(0, 9), "模拟体检中心"]; }),
        new("injury-insurance", "injury-recognitions", "injury-ledger", "职业病工伤认定台账",
            ["认定书编号", "用人单位", "统一社会信用代码", "职工姓名", "职业病名称", "认定日期"],
            d => [$"豫（郑）工伤认字〔2026〕{d.Number}号", d.Employer, d.Code(), $"模拟{d.Number}", d.One("矽肺壹期", "职业性噪声聋"), Dashed(d.Day(40))]),
        new("credit-platform", "credit-returns", "credit-return", "信用平台退回数据",
            ["决定书文号", "统一社会信用代码", "行政相对人名称", "数据类别", "问题字段", "退回原因", "退回日期"],
            d => [$"（巩）卫职罚〔2026〕{d.Number}号", d.Code(), d.Employer, d.One("xzcf", "黑名单"), "处罚有效期", "处罚有效期早于处罚决定日期", Dashed(d.Day(5))]),
        new("national-declaration", "national-declarations", "national-export", "国家职业病危害项目申报系统导出",
            ["申报编号", "单位名称", "统一社会信用代码", "工作场所区划代码", "工作场所地址", "申报类别", "申报日期", "在册职工总数", "接害人数", "主要危害因素", "最后更新时间"],
            d => { var workers = d.Of(10, 900); return [$"SB{d.Number:0000000000}", d.Employer, d.Code(), "410181", $"巩义市模拟路{d.Number}号", d.One("初次", "变更", "年度申报"), Dashed(d.Day(300)), Text(workers), Text(workers / 3), "矽尘、噪声", Stamp(d)]; }),
    ];

    public static Counterpart Of(string name) => All.Single(c => c.Name == name);

    static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
    static string Dashed(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
    static string Slashed(DateOnly day) => day.ToString("yyyy/M/d", CultureInfo.InvariantCulture);
    static string Stamp(Dice d) => $"{Dashed(d.Day(9))} 08:{d.Of(0, 59):00}:00";
}
