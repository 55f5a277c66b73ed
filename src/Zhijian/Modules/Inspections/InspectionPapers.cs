using Zhijian.Data;
using Zhijian.Modules.Inspections.Field;
using Zhijian.Platform;
using Zhijian.Platform.Documents;
using Zhijian.Platform.Numbering;
using static Zhijian.Platform.Documents.PaperField;

namespace Zhijian.Modules.Inspections;

/// <summary>What the officers write on the spot, for the paper.</summary>
public sealed record SiteFacts(string Address, string Head, string? HeadPost, string? HeadPhone, string Place, TimeOnly From, TimeOnly To, string Summary, bool Signed, string? RefusalNote);

/// <summary>现场检查记录 and 现场处理措施决定书, both with the serial of the inspection.</summary>
public sealed class InspectionPapers(PaperDesk papers, InspectionBook book)
{
    static readonly PaperField[] Parties =
    [
        Text("用人单位名称", "某某市样张有限公司", required: true), Text("执法人员一", "张样张", required: true), Text("证号一", "豫A00001", required: true), Text("执法人员二", "李样张", required: true), Text("证号二", "豫A00002", required: true),
    ];

    public static readonly PaperForm Record = PaperTemplates.Form("inspection-record", "现场检查记录",
        [.. Parties, Text("地址", "样张路1号", required: true), Text("现场负责人", "王样张", required: true), Text("职务", "厂长"), Text("联系电话", "/"), Text("检查场所", "破碎车间", required: true),
            Text("检查日期", "2018年9月1日", required: true), Text("开始时间", "09:00", required: true), Text("结束时间", "11:30", required: true), Text("检查类型", "日常检查", required: true), Text("检查表", "职业卫生基础建设检查表", required: true),
            Text("检查结果", "合格率 90%", required: true), Text("检查情况", "现场检查情况", required: true), Text("签字情况", "现场负责人签字确认", required: true),
            Condition("屏幕签名", "执法人员在屏幕上签名"), Image("执法人员一签名"), Image("执法人员二签名"), Condition("负责人屏幕签名", "现场负责人在屏幕上签名"), Image("负责人签名"),
            Rows("问题清单", Text("问题", "未设置公告栏", required: true), Text("违反条款", "《职业病防治法》第二十四条", required: true))]);

    public static readonly PaperForm Measures = PaperTemplates.Form("inspection-measures", "现场处理措施决定书",
        [.. Parties, Text("检查记录编号", "（样）卫职检记〔2018〕1号", required: true), Text("依据", "《职业病防治法》第六十四条", required: true), Text("决定", "暂停破碎岗位作业", required: true), Text("期限", "2018年10月1日", required: true),
            Rows("问题清单", Text("问题", "破碎岗位无防护设施", required: true), Text("违反条款", "《职业病防治法》第二十二条", required: true))]);

    public Task<Paper> RecordAsync(Change change, InspectionTask task, SiteFacts site, string checklist, string result, string type, IReadOnlyList<InspectionFinding> findings, IReadOnlyList<DrawnSignature> drawn, CancellationToken ct) =>
        papers.IssueAsync(change, Record, book.PaperCode(Record.Code, ChinaTime.DateOf(change.At)), Shared(task), task.AuthorityCode, (nameof(InspectionTask), task.Id.ToString()), data =>
        {
            Fill(data, task, findings);
            data.Add("地址", site.Address);
            data.Add("现场负责人", site.Head);
            data.Add("职务", site.HeadPost ?? "/");
            data.Add("联系电话", site.HeadPhone ?? "/");
            data.Add("检查场所", site.Place);
            data.Add("检查日期", task.VisitedOn!.Value);
            data.Add("开始时间", site.From.ToString("HH:mm", System.Globalization.CultureInfo.InvariantCulture));
            data.Add("结束时间", site.To.ToString("HH:mm", System.Globalization.CultureInfo.InvariantCulture));
            data.Add("检查类型", type);
            data.Add("检查表", checklist);
            data.Add("检查结果", result);
            data.Add("检查情况", site.Summary);
            data.Add("签字情况", site.Signed ? "现场负责人签字确认" : $"现场负责人未签字，原因：{site.RefusalNote}");
            data.Add("屏幕签名", drawn.Any(s => s.Role != SignatureRole.Head));
            data.Add("负责人屏幕签名", drawn.Any(s => s.Role == SignatureRole.Head));
            foreach (var signature in drawn) data.Add(SignatureField(signature.Role), new PaperImage(signature.Png, 40, 16));
        }, ct);

    public Task<Paper> MeasuresAsync(Change change, InspectionTask task, string basis, string decision, DateOnly until, IReadOnlyList<InspectionFinding> findings, CancellationToken ct) =>
        papers.IssueAsync(change, Measures, book.PaperCode(Measures.Code, ChinaTime.DateOf(change.At)), Shared(task), task.AuthorityCode, (nameof(InspectionTask), task.Id.ToString()), data =>
        {
            Fill(data, task, findings);
            data.Add("检查记录编号", task.RecordNumber!);
            data.Add("依据", basis);
            data.Add("决定", decision);
            data.Add("期限", until);
        }, ct, new Addressee(task.EmployerId, task.EmployerName));

    static string SignatureField(SignatureRole role) => role switch { SignatureRole.Head => "负责人签名", SignatureRole.FirstOfficer => "执法人员一签名", _ => "执法人员二签名" };

    static SharedSerial Shared(InspectionTask task) => new(task.SerialYear!.Value, task.Serial!.Value);

    static void Fill(PaperData data, InspectionTask task, IReadOnlyList<InspectionFinding> findings)
    {
        data.Add("用人单位名称", task.EmployerName);
        data.Add("执法人员一", task.FirstOfficer!);
        data.Add("证号一", task.FirstCertificate!);
        data.Add("执法人员二", task.SecondOfficer!);
        data.Add("证号二", task.SecondCertificate!);
        data.Add("问题清单", findings.Select(f => new PaperData { { "问题", f.Text }, { "违反条款", f.Article } }));
    }
}
