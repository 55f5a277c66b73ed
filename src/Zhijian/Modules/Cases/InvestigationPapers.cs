using System.ComponentModel.DataAnnotations;
using System.Globalization;
using Zhijian.Data;
using Zhijian.Platform.Documents;
using Zhijian.Platform.Ui.Forms;
using static Zhijian.Platform.Documents.PaperField;

namespace Zhijian.Modules.Cases;

/// <summary>What is written down on the spot: by whom before whom, from when to when, where.</summary>
public sealed class RecordForm
{
    [Display(Name = "文书")] public string? Kind { get; set; }
    [Display(Name = "开始时间")] public TimeOnly? From { get; set; }
    [Display(Name = "结束时间")] public TimeOnly? Until { get; set; }
    [Display(Name = "地点"), StringLength(CaseTables.Clause)] public string? Place { get; set; }
    [Display(Name = "被询问人、在场人"), StringLength(CaseTables.Person)] public string? Who { get; set; }
    [Display(Name = "单位、职务，与本案的关系"), StringLength(CaseTables.Person)] public string? Role { get; set; }
    [Display(Name = "证件号码"), StringLength(40)] public string? Identity { get; set; }
    [Display(Name = "记录"), StringLength(InvestigationPapers.Most)] public string? Words { get; set; }
}

/// <summary>询问笔录, 勘验笔录 and 抽样取证凭证: evidence that is a paper of the file. Who is told of it, and what he is called, stands in the paper only.</summary>
public static class InvestigationPapers
{
    public const int Most = 8000, MostLines = 400;
    public const string Inquiry = "case-inquiry";

    static readonly PaperField[] Fields =
    [
        Text("案件编号", "（样）卫职立〔2018〕1号", required: true), Text("当事人", "某某市样张有限公司", required: true), Text("案由", "工作场所职业病危害因素浓度超过国家职业卫生标准", required: true), Text("日期", "2018年6月12日", required: true),
        Text("开始时间", "09:00", required: true), Text("结束时间", "10:30", required: true), Text("地点", "样张路1号", required: true), Text("对象", "王样张", required: true), Text("对象身份", "某某市样张有限公司厂长", required: true), Text("证件号码", "/", required: true),
        Rows("内容", Text("内容", "问：破碎岗位的除尘设备何时停用？", required: true)), Text("执法人员一", "张样张", required: true), Text("证号一", "样-0001", required: true), Text("执法人员二", "李样张", required: true), Text("证号二", "样-0002", required: true),
    ];

    public static readonly IReadOnlyList<PaperForm> Forms =
        [PaperTemplates.Form(Inquiry, "询问笔录", Fields), PaperTemplates.Form("case-site", "勘验笔录", Fields), PaperTemplates.Form("case-sampling", "抽样取证凭证", Fields)];

    public static IReadOnlyList<Option> Choices => [.. Forms.Select(f => new Option(f.Code, f.Title))];

    /// <summary>Null: the evidence is something else.</summary>
    public static PaperForm? FormOf(RecordForm record) => string.IsNullOrEmpty(record.Kind) ? null : Forms.FirstOrDefault(f => f.Code == record.Kind) ?? throw new Refusal("请从列表中选择文书。", "Record.Kind");

    /// <summary>As the list of evidence names it.</summary>
    /// <exception cref="Refusal">Something is missing.</exception>
    public static string Check(PaperForm form, RecordForm record, bool isNotified)
    {
        if (form.Code == Inquiry && !isNotified) throw new Refusal("制作询问笔录前，应当先制发询问通知书。", "Record.Kind");
        var who = Texts.Needed(record.Who, CaseTables.Person, "Record.Who", "被询问人、在场人");
        Texts.Needed(record.Role, CaseTables.Person, "Record.Role", "单位、职务，与本案的关系");
        Texts.Needed(record.Place, CaseTables.Clause, "Record.Place", "地点");
        Texts.Needed(record.Words, Most, "Record.Words", "记录");
        if (Lines(record).Count > MostLines) throw new Refusal($"记录最多 {MostLines} 行。", "Record.Words");
        if (record.From is not { } from || record.Until is not { } until || until <= from) throw new Refusal("请填写开始和结束时间，结束时间应晚于开始时间。", "Record.Until");
        return $"{form.Title}：{who}（{record.Role!.Trim()}）";
    }

    public static void Fill(PaperData data, RecordForm record)
    {
        data.Add("开始时间", record.From!.Value.ToString("HH:mm", CultureInfo.InvariantCulture));
        data.Add("结束时间", record.Until!.Value.ToString("HH:mm", CultureInfo.InvariantCulture));
        data.Add("地点", record.Place);
        data.Add("对象", record.Who);
        data.Add("对象身份", record.Role);
        data.Add("证件号码", string.IsNullOrWhiteSpace(record.Identity) ? "/" : record.Identity);
        data.Add("内容", Lines(record).Select(l => new PaperData { { "内容", l } }));
    }

    static List<string> Lines(RecordForm record) => [.. record.Words!.Split('\n').Select(l => l.Trim()).Where(l => l.Length > 0)];
}
