using Zhijian.Platform.Documents;

namespace Zhijian.Tests.Platform.Documents;

public sealed class PaperTemplatesTests
{
    public static TheoryData<string> Forms => [PaperTemplates.ReferenceRevision.Code, PaperTemplates.AuditAnchors.Code];

    internal static PaperForm Form(string code) => code == PaperTemplates.AuditAnchors.Code ? PaperTemplates.AuditAnchors : PaperTemplates.ReferenceRevision;

    [Theory, MemberData(nameof(Forms))]
    public void Built_in_templates_fit_their_forms_and_the_schema(string code)
    {
        var form = Form(code);
        Assert.Empty(DocxTemplate.Inspect(new MemoryStream(PaperTemplates.BuiltIn(form)), form).Problems);
        var filled = PaperTemplates.Load(form).Fill(form.Example(), form.Title);
        Assert.Empty(TestDocx.SchemaErrors(filled));
        Assert.DoesNotContain("{{", TestDocx.Part(filled, "word/document.xml"), StringComparison.Ordinal);
        Assert.Contains(form.Title, TestDocx.Paragraphs(filled));
        Assert.Contains("扫码核验", TestDocx.Paragraphs(filled));
    }

    [Theory]
    [InlineData(true, 2)]
    [InlineData(false, 1)]
    public void The_red_head_is_optional_and_the_number_is_not(bool redHead, int authority)
    {
        var form = PaperTemplates.AuditAnchors;
        var data = new PaperData { { "红头", redHead } };
        foreach (var (name, value) in form.Example().Where(v => v.Key != "红头"))
            if (value is string text) data.Add(name, text);
            else if (value is PaperImage image) data.Add(name, image);
            else data.Add(name, (PaperData[])value);
        var paragraphs = TestDocx.Paragraphs(PaperTemplates.Load(form).Fill(data));
        Assert.Single(paragraphs, "（样）职健〔2018〕1号");
        Assert.Equal(authority, paragraphs.Count(p => p.StartsWith("某某市", StringComparison.Ordinal)));
    }

    [Fact]
    public void A_form_without_a_built_in_template_is_said_so() => Assert.Throws<KeyNotFoundException>(() => PaperTemplates.BuiltIn(PaperTemplates.Form("none", "无")));
}
