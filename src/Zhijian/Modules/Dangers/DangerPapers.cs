using Zhijian.Data;
using Zhijian.Platform;
using Zhijian.Platform.Documents;
using Zhijian.Rules.Dangers;
using static Zhijian.Platform.Documents.PaperField;

namespace Zhijian.Modules.Dangers;

/// <summary>责令限期整改指令书 and 整改复查意见书: one paper for all dangers of an employer that are ordered or rechecked together.</summary>
public sealed class DangerPapers(PaperDesk papers, DangerBook book)
{
    public static readonly PaperForm Order = PaperTemplates.Form("danger-order", "责令限期整改指令书",
        Text("用人单位名称", "某某市样张有限公司", required: true),
        Text("依据", "《职业病防治法》第二十六条", required: true),
        Text("整改要求", "立即采取治理措施", required: true),
        Text("执法人员一", "张样张", required: true), Text("证号一", "样-0001"), Text("执法人员二", "李样张", required: true), Text("证号二", "样-0002"),
        Rows("问题清单", Text("问题", "破碎岗位矽尘检测值 1.5 mg/m³，超过限值 1 mg/m³", required: true), Text("违反条款", "《职业病防治法》第二十六条第四款", required: true), Text("整改期限", "2018年9月30日", required: true)));

    public static readonly PaperForm Recheck = PaperTemplates.Form("danger-recheck", "整改复查意见书",
        Text("用人单位名称", "某某市样张有限公司", required: true),
        Text("原文书编号", "（样）职健责改〔2018〕1号", required: true),
        Text("复查日期", "2018年9月20日", required: true),
        Text("复查意见", "所列问题已整改", required: true),
        Text("执法人员一", "张样张", required: true), Text("证号一", "样-0001"), Text("执法人员二", "李样张", required: true), Text("证号二", "样-0002"),
        Rows("问题清单", Text("问题", "破碎岗位矽尘超标", required: true), Text("复测", "复测 0.4 mg/m³，限值 1 mg/m³（报告 样 2018-2）", required: true), Text("结论", "已整改", required: true)));


    /// <summary>To be written in by hand where no certificate is registered.</summary>
    const string ByHand = "＿＿＿＿＿＿";

    static void Sign(PaperData data, OfficerPair officers)
    {
        data.Add("执法人员一", officers.First.Name);
        data.Add("证号一", officers.First.Certificate ?? ByHand);
        data.Add("执法人员二", officers.Second.Name);
        data.Add("证号二", officers.Second.Certificate ?? ByHand);
    }

    const string Subject = nameof(HiddenDanger);

    public Task<Paper> OrderAsync(Change change, IReadOnlyList<DangerFile> files, DateOnly deadline, OfficerPair officers, string demand, CancellationToken ct)
    {
        var day = ChinaTime.DateOf(change.At);
        return papers.IssueAsync(change, Order, book.PaperCode(Order.Code, day), files[0].Row.AuthorityCode, (Subject, files[0].Row.Id.ToString()), data =>
        {
            data.Add("用人单位名称", files[0].Row.EmployerName);
            data.Add("依据", book.Article(DangerBook.OrderBasis, day).Article);
            data.Add("整改要求", demand);
            Sign(data, officers);
            data.Add("问题清单", files.Select(f => new PaperData { { "问题", f.Row.Finding }, { "违反条款", f.Row.Article }, { "整改期限", deadline } }));
        }, ct, new Addressee(files[0].Row.EmployerId, files[0].Row.EmployerName));
    }

    public Task<Paper> RecheckAsync(Change change, IReadOnlyList<(DangerFile File, bool Removed)> rechecked, OfficerPair officers, string opinion, CancellationToken ct)
    {
        var day = ChinaTime.DateOf(change.At);
        var first = rechecked[0].File.Row;
        return papers.IssueAsync(change, Recheck, book.PaperCode(Recheck.Code, day), first.AuthorityCode, (Subject, first.Id.ToString()), data =>
        {
            data.Add("用人单位名称", first.EmployerName);
            data.Add("原文书编号", string.Join("、", rechecked.Select(r => r.File.Row.OrderNumber).OfType<string>().Distinct()) is { Length: > 0 } numbers ? numbers : "/");
            data.Add("复查日期", day);
            data.Add("复查意见", opinion);
            Sign(data, officers);
            data.Add("问题清单", rechecked.Select(r => new PaperData
            {
                { "问题", r.File.Row.Finding }, { "复测", r.File.Row.Subject is null ? "不需要检测" : r.File.Retest is { } t ? $"{t.Value}，限值 {t.Limit}（报告 {t.ReportNumber}，{PaperText.Date(t.SampledOn)}采样）" : "没有复测" },
                { "结论", r.Removed ? "已整改" : "未整改" },
            }));
        }, ct, new Addressee(first.EmployerId, first.EmployerName));
    }
}
