using Zhijian.Data;
using Zhijian.Platform.Documents;
using Zhijian.Platform.Hosting;
using Zhijian.Platform.Ui;
using Zhijian.Rules.Service;
using static Zhijian.Platform.Documents.PaperField;

namespace Zhijian.Modules.Serving;

/// <summary>文书送达回证: blank, to be signed on the spot, and as a paper of the file once the service is over.</summary>
public sealed class ServiceReturn(PaperDesk papers, ServerSettings settings)
{
    const string ToSign = "＿＿＿＿＿＿＿＿＿＿";

    public static readonly PaperForm Form = PaperTemplates.Form("service-return", "文书送达回证",
        Text("受送达人", "某某市样张有限公司", required: true), Text("送达文书", "行政处罚决定书 （样）卫职罚〔2018〕1号", required: true), Text("送达日期", "2018年9月3日", required: true), Text("送达方式", "直接送达", required: true),
        Text("送达地点", "样张路1号", required: true), Text("签收人", "王样张（负责收件的人）", required: true), Text("见证人", "/", required: true), Text("送达人", "张样张（样-0001）、李样张（样-0002）", required: true), Text("备注", "/", required: true),
        Rows("经过", Text("日期", "2018-09-03", required: true), Text("方式", "直接送达", required: true), Text("结果", "已送达", required: true), Text("说明", "/", required: true)));

    /// <summary>The paper, when the service is over.</summary>
    /// <param name="lines">Oldest first; the last is the one that served.</param>
    public Task<Paper> IssueAsync(Change change, Paper served, IReadOnlyList<ServiceLine> lines, CancellationToken ct) => papers.IssueReturnAsync(change, Form, served, data => Fill(data, served, lines), ct);

    /// <summary>To take along: what is known already, lines to write on.</summary>
    public byte[] Blank(Paper paper)
    {
        var data = new PaperData
        {
            { "红头", true }, { "机关名称", paper.Authority }, { "文书编号", $"{paper.Number}（回）" }, { "签发日期", "＿＿＿＿年＿＿月＿＿日" }, { "印章", paper.SealText }, { "核验码", paper.Code },
            { "核验网址", $"{settings.PublicUrl}/verify" }, { "二维码", QrImage.ForPaper($"{settings.PublicUrl}/verify/{paper.Code}") },
        };
        Fill(data, paper, []);
        return PaperTemplates.Load(Form).Fill(data, Form.Title);
    }

    static void Fill(PaperData data, Paper paper, IReadOnlyList<ServiceLine> lines)
    {
        var last = lines.LastOrDefault();
        string Of(string? text) => text ?? (last is null ? ToSign : "/");
        data.Add("受送达人", paper.Addressee ?? ToSign);
        data.Add("送达文书", $"{paper.Title} {paper.Number}");
        data.Add("送达日期", last?.ServedOn is { } on ? PaperText.Date(on) : "＿＿＿＿年＿＿月＿＿日");
        data.Add("送达方式", last?.Method.Text() ?? "□直接　□留置　□邮寄　□其他");
        data.Add("送达地点", Of(last?.Place));
        data.Add("签收人", last is null ? $"{ToSign}（签名或者盖章）" : last.Receiver is { } receiver ? $"{receiver}（{last.ReceiverRole}）" : "/");
        data.Add("见证人", Of(last?.Witness));
        data.Add("送达人", Of(last?.Servers));
        data.Add("备注", Of(last?.Reason));
        data.Add("经过", lines.Count == 0 ? [.. Enumerable.Repeat(0, 3).Select(_ => Row("＿＿＿＿＿", "＿＿＿＿＿", "＿＿＿＿＿", "＿＿＿＿＿＿＿＿＿＿"))] : lines.Select(l => Row(Display.Date(l.On), l.Method.Text(), l.Result == ServiceResult.Served ? $"{l.ServedOn:yyyy-MM-dd} 送达" : l.Result.Text(), Said(l))));
    }

    static PaperData Row(string on, string how, string result, string note) => new() { { "日期", on }, { "方式", how }, { "结果", result }, { "说明", note } };

    static string Said(ServiceLine line) => string.Join("；", new[] { line.Place, line.Tracking, line.Reason }.Where(t => !string.IsNullOrEmpty(t))) is { Length: > 0 } said ? said : "/";
}
