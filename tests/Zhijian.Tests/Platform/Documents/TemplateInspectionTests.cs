using Zhijian.Platform.Documents;
using static Zhijian.Tests.Platform.Documents.TestDocx;

namespace Zhijian.Tests.Platform.Documents;

public sealed class TemplateInspectionTests
{
    private static readonly PaperForm Form = new("order", "责令限期整改指令书",
    [
        PaperField.Text("文书编号", "1", required: true), PaperField.Text("单位名称", "甲"), PaperField.Condition("急", "加急"), PaperField.Image("二维码"),
        PaperField.Rows("问题", PaperField.Text("内容", "未申报"), PaperField.Text("期限", "9月1日")),
    ]);

    private static TemplateReport Inspect(string body, PaperForm? form = null) => DocxTemplate.Inspect(new MemoryStream(Make(body)), form);

    [Fact]
    public void Names_and_sections_are_listed()
    {
        var report = Inspect(P("{{单位名称}}{{图:二维码}}{{#急}}急{{/急}}") + Table(["{{#问题}}{{序号}}", "{{内容}}", "{{单位名称}}{{/问题}}"]), Form with { Fields = [.. Form.Fields.Skip(1)] });
        Assert.Empty(report.Problems);
        Assert.Equal(["单位名称", "二维码", "问题.序号", "问题.内容", "问题.单位名称"], report.Names);
        Assert.Equal(["急", "问题"], report.Sections);
    }

    [Fact]
    public void Unknown_names_wrong_use_and_what_is_left_out_are_problems()
    {
        var report = Inspect(P("{{单位名}}{{#单位名称}}x{{/单位名称}}{{二维码}}{{内容}}") + P("{{#问题}}{{整改期限}}{{期限}}{{/问题}}"), Form);
        Assert.Equal(
        [
            "不认识的名称「单位名」，请对照《责令限期整改指令书》的字段表",
            "「单位名称」是文字，写作 {{单位名称}}",
            "「二维码」是图片，写作 {{图:二维码}}",
            "不认识的名称「内容」，请对照《责令限期整改指令书》的字段表",
            "不认识的名称「问题.整改期限」，请对照《责令限期整改指令书》的字段表",
            "缺少必备内容「文书编号」：文字，写作 {{文书编号}}",
        ], report.Problems);
    }

    [Theory]
    [InlineData("{{单位名称", "占位符没有写完整")]
    [InlineData("单位名称}}", "占位符没有写完整")]
    [InlineData("{{}}", "占位符没有写完整")]
    [InlineData("{{#问题}}x", "没有对应的")]
    [InlineData("x{{/问题}}", "前面没有")]
    [InlineData("{{#甲}}{{#乙}}{{/甲}}{{/乙}}", "交叉")]
    public void Marks_that_do_not_fit(string text, string problem)
    {
        var report = Inspect(P(text));
        Assert.Contains(report.Problems, p => p.StartsWith("正文：", StringComparison.Ordinal) && p.Contains(problem, StringComparison.Ordinal));
    }

    [Fact]
    public void A_section_from_a_cell_to_behind_the_table_is_a_problem() =>
        Assert.Contains(Inspect(Table(["{{#x}}a"]) + P("{{/x}}")).Problems, p => p.Contains("不在同一层", StringComparison.Ordinal));

    [Fact]
    public void A_placeholder_broken_over_lines_is_a_problem() =>
        Assert.Equal(2, Inspect("<w:p><w:r><w:t>{{单位</w:t><w:br/><w:t>名称}}</w:t></w:r></w:p>").Problems.Count);

    [Fact]
    public void An_example_fills_the_form()
    {
        var template = DocxTemplate.Load(Make(P("{{文书编号}}{{单位名称}}{{图:二维码}}{{#急}}急{{/急}}") + P("{{#问题}}{{内容}}；{{/问题}}")), Form);
        Assert.Equal(["1甲急", "未申报；未申报；"], Paragraphs(template.Fill(Form.Example())));
    }
}
