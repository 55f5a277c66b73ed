using Zhijian.Data;
using Zhijian.Platform;
using Zhijian.Platform.Documents;
using static Zhijian.Platform.Documents.PaperField;

namespace Zhijian.Modules.Credit;

/// <summary>列入失信名单告知书, 决定书 and 移出决定书, each with a number of the counters.</summary>
public sealed class CreditPapers(PaperDesk papers, CreditBook book)
{
    static readonly PaperField[] Common =
    [
        Text("用人单位名称", "某某市样张有限公司", required: true), Text("统一社会信用代码", "91410100MA00000001"), Text("列入情形", "职业病危害严重超标，不及时整改，仍组织从业人员作业", required: true), Text("依据", "安监总办〔2017〕49号第二条第三项", required: true),
    ];

    public static readonly PaperForm Notice = PaperTemplates.Form("credit-notice", "列入失信名单告知书",
        [.. Common, Text("惩戒措施", "列为重点监管对象", required: true), Text("异议期限", "5个工作日", required: true), Text("异议依据", "《河南省社会信用条例》第二十八条", required: true), Rows("事实清单", Text("事实", "破碎岗位矽尘超标，责令期满仍未整改", required: true))]);

    public static readonly PaperForm Decision = PaperTemplates.Form("credit-decision", "列入失信名单决定书",
        [.. Common, Text("告知书编号", "（样）卫职失告〔2026〕1号", required: true), Text("听取意见", "在期限内没有提出异议", required: true), Text("惩戒措施", "列为重点监管对象", required: true), Text("期限", "自公布之日起1年", required: true), Text("审批人", "王样张", required: true)]);

    public static readonly PaperForm Removal = PaperTemplates.Form("credit-removal", "移出失信名单决定书",
        [.. Common, Text("决定书编号", "（样）卫职失决〔2026〕1号", required: true), Text("移出理由", "列入期限届满，已整改到位", required: true), Text("审批人", "王样张", required: true)]);

    public Task<Paper> IssueAsync(Change change, PaperForm form, CreditListing listing, Action<PaperData> own, CancellationToken ct) =>
        papers.IssueAsync(change, form, book.PaperCode(form.Code, ChinaTime.DateOf(change.At)), listing.AuthorityCode, (nameof(CreditListing), listing.Id.ToString()), data =>
        {
            data.Add("用人单位名称", listing.EmployerName);
            data.Add("统一社会信用代码", listing.CreditCode ?? "/");
            data.Add("列入情形", listing.Trigger);
            data.Add("依据", listing.Article);
            own(data);
        }, ct, new Addressee(listing.EmployerId, listing.EmployerName));
}
