using Zhijian.Data;
using Zhijian.Platform;
using Zhijian.Platform.Access;
using Zhijian.Platform.Documents;
using Zhijian.Rules.Declarations;
using static Zhijian.Platform.Documents.PaperField;

namespace Zhijian.Modules.Declarations;

/// <summary>职业病危害项目申报回执 (order 48 Art 6–7).</summary>
public sealed class DeclarationReceipt(PaperDesk papers, Viewer viewer, DeclarationBook book)
{
    public static readonly PaperForm Form = PaperTemplates.Form("declaration-receipt", "职业病危害项目申报回执",
        Text("用人单位名称", "某某市样张有限公司", required: true),
        Text("工作场所地址", "某某市样张路1号", required: true),
        Text("申报类别", "初次申报", required: true),
        Text("申报日期", "2018年9月1日", required: true),
        Text("收到日期", "2018年9月3日", required: true),
        Text("经办人", "张样张", required: true),
        Text("接触总人数", "20"),
        Text("危害因素种类", "粉尘类、物理因素类"));

    public Task<Paper> IssueAsync(Change change, HazardDeclaration d, CancellationToken ct) =>
        papers.IssueAsync(change, Form, book.ReceiptNumber(ChinaTime.DateOf(change.At)), d.AuthorityCode, (nameof(HazardDeclaration), d.Id.ToString()), data =>
        {
            data.Add("用人单位名称", d.EmployerName);
            data.Add("工作场所地址", d.WorkplaceAddress);
            data.Add("申报类别", d.Kind.ChineseName());
            data.Add("申报日期", d.FiledOn!.Value);
            data.Add("收到日期", d.PaperReceivedOn!.Value);
            data.Add("经办人", viewer.Name);
            data.Add("接触总人数", d.TotalExposed ?? 0);
            data.Add("危害因素种类", string.Join("、", Enum.GetValues<HazardClass>().Where(d.Has).Select(c => c.ChineseName())));
        }, ct);
}
