using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using UglyToad.PdfPig;
using UglyToad.PdfPig.Tokens;
using Zhijian.Platform.Documents;
using Zhijian.Platform.Documents.Pdf;
using static Zhijian.Tests.Platform.Documents.TestDocx;

namespace Zhijian.Tests.Platform.Documents;

/// <summary>One converter for the whole class, so that only the first paper pays for a new profile.</summary>
public sealed class WarmLibreOffice : IDisposable
{
    public string Folder { get; } = Directory.CreateTempSubdirectory("zhijian-pdf-test").FullName;
    public LibreOfficePdf Pdf { get; }

    public WarmLibreOffice() => Pdf = new LibreOfficePdf(new LibreOfficeOptions { WorkFolder = Folder });

    public void Dispose()
    {
        Pdf.Dispose();
        Directory.Delete(Folder, recursive: true);
    }
}

[Trait("Needs", "LibreOffice")]
public sealed class LibreOfficePdfTests(WarmLibreOffice office) : IClassFixture<WarmLibreOffice>
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory, MemberData(nameof(PaperTemplatesTests.Forms), MemberType = typeof(PaperTemplatesTests))]
    public async Task The_text_of_a_paper_can_be_searched_and_its_fonts_are_embedded(string code)
    {
        Assert.True(office.Pdf.Available, office.Pdf.Why);
        var form = PaperTemplatesTests.Form(code);
        using var pdf = PdfDocument.Open(await office.Pdf.ConvertAsync(PaperTemplates.Load(form).Fill(form.Example(), form.Title), Cancellation));

        var text = string.Concat(pdf.GetPages().Select(p => p.Text)).Replace(" ", "", StringComparison.Ordinal);
        foreach (var expected in new[] { form.Title, "某某市职业健康监督管理局", "（样）职健〔2018〕1号", "2018年9月1日", "扫码核验", "第1页", $"共{pdf.NumberOfPages}页" })
            Assert.Contains(expected, text, StringComparison.Ordinal);
        Assert.Contains(pdf.GetPages(), p => p.GetImages().Any());
        Assert.Equal((595, 842), ((int)Math.Round(pdf.GetPage(1).Width), (int)Math.Round(pdf.GetPage(1).Height)));
        Assert.Equal(form.Title, pdf.Information.Title);
        Assert.True(pdf.TryGetXmpMetadata(out var metadata));
        Assert.Contains("pdfaid:part>2<", System.Text.Encoding.UTF8.GetString(metadata.GetXmlBytes()), StringComparison.Ordinal);

        var fonts = Fonts(pdf);
        Assert.NotEmpty(fonts);
        Assert.All(fonts, f => Assert.True(f.Embedded, f.Name));
        Assert.Empty(Directory.EnumerateFiles(office.Folder, "paper.*", SearchOption.AllDirectories));
    }

    [Fact]
    public async Task Papers_at_the_same_time_wait_for_their_turn()
    {
        var papers = await Task.WhenAll(Enumerable.Range(1, 3).Select(async i =>
        {
            using var pdf = PdfDocument.Open(await office.Pdf.ConvertAsync(Make(P($"第{i}份")), Cancellation));
            return pdf.GetPage(1).Text.Trim();
        }));
        Assert.Equal(["第1份", "第2份", "第3份"], papers);
    }

    [Fact]
    public async Task After_the_time_limit_it_is_ended_and_nothing_is_left()
    {
        var folder = Directory.CreateTempSubdirectory("zhijian-pdf-slow").FullName;
        using (var pdf = new LibreOfficePdf(new LibreOfficeOptions { WorkFolder = folder, TimeLimit = TimeSpan.FromMilliseconds(1) }))
        {
            var failure = await Assert.ThrowsAsync<PdfConversionException>(() => pdf.ConvertAsync(Make(P("x")), Cancellation));
            Assert.Equal(PdfFailure.TimedOut, failure.Failure);
            Assert.Empty(Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories));
        }
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task A_cancelled_request_ends_it_too()
    {
        using var cancelled = new CancellationTokenSource();
        var conversion = office.Pdf.ConvertAsync(Make(P("x")), cancelled.Token);
        await cancelled.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => conversion);
        Assert.NotEmpty(await office.Pdf.ConvertAsync(Make(P("又好了")), Cancellation));
    }

    [Fact]
    public async Task What_cannot_be_converted_is_said_so()
    {
        var failure = await Assert.ThrowsAsync<PdfConversionException>(() => office.Pdf.ConvertAsync([0x50, 0x4B, 3, 4, 0], Cancellation));
        Assert.Equal(PdfFailure.Failed, failure.Failure);
        Assert.Contains(".docx", failure.Message, StringComparison.Ordinal);
    }

    private static List<(string Name, bool Embedded)> Fonts(PdfDocument pdf)
    {
        var fonts = new List<(string, bool)>();
        foreach (var reference in pdf.Structure.CrossReferenceTable.ObjectOffsets.Keys)
            if (pdf.Structure.GetObject(reference).Data is DictionaryToken dictionary && dictionary.TryGet(NameToken.Type, out NameToken type) && type.Data == "FontDescriptor")
                fonts.Add((dictionary.Data["FontName"].ToString()!, dictionary.Data.Keys.Any(k => k is "FontFile" or "FontFile2" or "FontFile3")));
        return fonts;
    }
}

public sealed class PdfWithoutLibreOfficeTests
{
    [Fact]
    public async Task Where_it_is_not_installed_the_page_can_say_how_to_turn_it_on()
    {
        using var pdf = new LibreOfficePdf(new LibreOfficeOptions { Soffice = "/nowhere/soffice" });
        Assert.False(pdf.Available);
        Assert.Contains("libreoffice-writer-nogui", pdf.Why, StringComparison.Ordinal);
        var failure = await Assert.ThrowsAsync<PdfConversionException>(() => pdf.ConvertAsync([], TestContext.Current.CancellationToken));
        Assert.Equal(PdfFailure.Unavailable, failure.Failure);
    }

    [Fact]
    public void Papers_left_by_a_killed_platform_are_removed_at_the_next_start()
    {
        var folder = Directory.CreateTempSubdirectory("zhijian-pdf-left").FullName;
        var (dead, alive) = (Path.Combine(folder, "999999999-x"), Path.Combine(folder, $"{Environment.ProcessId}-x"));
        Directory.CreateDirectory(Path.Combine(dead, "work"));
        File.WriteAllText(Path.Combine(dead, "work", "paper.docx"), "x");
        Directory.CreateDirectory(alive);
        using (new LibreOfficePdf(new LibreOfficeOptions { WorkFolder = folder })) Assert.Equal([alive], Directory.EnumerateDirectories(folder));
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public void It_is_set_up_from_the_configuration()
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?> { ["Pdf:Soffice"] = "/nowhere/soffice", ["Pdf:TimeLimit"] = "00:00:30", ["Pdf:Parallel"] = "2" }).Build();
        using var services = Papers(configuration);
        Assert.False(services.GetRequiredService<IPdfConverter>().Available);
    }

    static ServiceProvider Papers(IConfiguration configuration)
    {
        var services = new ServiceCollection().AddSingleton(new Zhijian.Platform.Hosting.ServerSettings { DataFolder = Path.GetTempPath() });
        new PapersRoom().AddServices(services, configuration);
        return services.BuildServiceProvider();
    }
}
