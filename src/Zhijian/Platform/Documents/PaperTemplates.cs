using static Zhijian.Platform.Documents.PaperField;

namespace Zhijian.Platform.Documents;

/// <summary>The kinds of paper of the platform's own, and their built-in templates. A module brings the forms of its papers itself.</summary>
public static class PaperTemplates
{
    /// <summary>What every paper must carry, whoever edits its template.</summary>
    private static readonly PaperField[] Common =
    [
        Condition("红头", "加印红色机关名称"),
        Text("机关名称", "某某市职业健康监督管理局（样张）", required: true),
        Text("文书编号", "（样）职健〔2018〕1号", required: true),
        Text("签发日期", "2018年9月1日", required: true),
        Text("印章", "此处盖章", required: true),
        Text("核验码", "0000-0000-0000-0000-0000-0000-000", required: true),
        Text("核验网址", "https://example.org/verify", required: true),
        Image("二维码", required: true),
    ];

    /// <summary>A form of a module: its own fields after those that every paper carries.</summary>
    public static PaperForm Form(string code, string title, params PaperField[] fields) => new(code, title, [.. Common, .. fields]);

    /// <summary>Approval of a new dated version of a reference table.</summary>
    public static readonly PaperForm ReferenceRevision = Form("reference-revision", "参考数据修订批准书",
        Text("数据表名称", "工作场所空气中化学有害因素职业接触限值", required: true),
        Text("版本", "2019", required: true),
        Text("上一版本", "2007"),
        Text("生效日期", "2020年4月1日", required: true),
        Text("提出人", "张样张", required: true),
        Text("提出日期", "2020年3月2日"),
        Text("复核人", "李样张", required: true),
        Text("复核日期", "2020年3月9日"),
        Text("修订理由", "国家标准更新。", required: true),
        Text("依据来源", "GBZ 2.1—2019", required: true),
        Text("新增行数", "1"), Text("修改行数", "1"), Text("删除行数", "0"),
        Rows("变更明细", Text("类型", "修改"), Text("条目", "苯"), Text("项目", "PC-TWA（mg/m³）"), Text("原值", "6"), Text("新值", "3")));

    /// <summary>Printed anchors of the audit chain, to be kept outside the platform.</summary>
    public static readonly PaperForm AuditAnchors = Form("audit-anchors", "审计锚点证明",
        Text("锚点数", "2", required: true),
        Rows("锚点", Text("审计序号", "1000", required: true), Text("时间", "2018-09-01 00:00:00", required: true), Text("校验值", "66c7f0f4 62eeedd9 d1f2d46b dc10e4e2 4167c487 5cf2f7a2 297da02b 8f4ba8e0", required: true)));

    /// <summary>The built-in template as a file, to download, edit and upload again.</summary>
    /// <exception cref="KeyNotFoundException">There is no built-in template of this kind.</exception>
    public static byte[] BuiltIn(PaperForm form)
    {
        var name = $"{typeof(PaperTemplates).Namespace}.Templates.{form.Code}.docx";
        using var stream = typeof(PaperTemplates).Assembly.GetManifestResourceStream(name) ?? throw new KeyNotFoundException($"No built-in template {form.Code}.");
        var file = new byte[stream.Length];
        stream.ReadExactly(file);
        return file;
    }

    public static DocxTemplate Load(PaperForm form) => DocxTemplate.Load(BuiltIn(form), form);
}
