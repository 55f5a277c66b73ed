using System.Diagnostics;
using System.Globalization;
using Microsoft.EntityFrameworkCore;
using UglyToad.PdfPig;
using Zhijian.Data;
using Zhijian.Modules.Registry;
using Zhijian.Modules.Registry.Dues;
using Zhijian.Tests.Harness;
using Zhijian.Tests.Platform.Documents;

namespace Zhijian.Tests.Modules.Registry;

/// <summary>The file of an employer fits on its page, whatever hangs on it.</summary>
[Trait("Needs", "LibreOffice")]
public sealed class EmployerSummaryTests(Platforms platforms, WarmLibreOffice office) : IClassFixture<WarmLibreOffice>
{
    static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(1, 2, 3, false)]
    [InlineData(3, 4, 6, false)]
    [InlineData(12, 40, 12, true)]
    public async Task It_is_printed_on_one_page_and_says_what_did_not_fit(int workplaces, int workshops, int dues, bool isCut)
    {
        await using var platform = await platforms.FreshAsync(Database.Sqlite);
        var id = await Files.MakeAsync(platform, "巩义市一份摘要一页纸的耐火材料制品有限责任公司");
        await platform.AsPlatformAsync(s => s.GetRequiredService<WritePath>().CommitAsync(new("test.fill"), async change =>
        {
            var db = s.GetRequiredService<ZhijianDb>();
            var employer = await db.Set<Employer>().SingleAsync(e => e.Id == id);
            (employer.LegalRepresentative, employer.Principal, employer.RegisteredAddress) = ("张示例", "李示例", "河南省巩义市米河镇工业路 1 号");
            (employer.HasDust, employer.HasChemical, employer.HasPhysical) = (true, true, true);
            for (var i = 1; i < workplaces; i++)
                db.Add(new Workplace { EmployerId = id, Name = $"第{i}分厂生产区", Address = $"米河镇工业路东段北侧 {i} 号", DivisionCode = Files.Gongyi, CountyCode = Files.Gongyi, SupervisorCode = Files.Gongyi });
            var main = await db.Set<Workplace>().SingleAsync(w => w.EmployerId == id);
            for (var i = 0; i < workshops; i++)
            {
                var shop = new Workshop { EmployerId = id, WorkplaceId = main.Id, DivisionCode = Files.Gongyi, Name = $"破碎成型{i}号车间" };
                db.Add(shop);
                foreach (var factor in new[] { "1-01", "2-54", "3-01" })
                    db.Add(new Exposure { EmployerId = id, WorkplaceId = main.Id, WorkshopId = shop.Id, FactorCode = factor, Persons = 12, Facilities = "密闭罩、布袋除尘器", ProtectiveEquipment = "KN95 防尘口罩", CountyCode = Files.Gongyi, DivisionCode = Files.Gongyi, Source = "declaration" });
            }
            for (var i = 0; i < dues; i++)
                db.Add(new Due { EmployerId = id, EmployerName = employer.Name, DivisionCode = Files.Gongyi, CountyCode = Files.Gongyi, SupervisorCode = Files.Gongyi, Kind = $"test.{i}", Title = "职业病危害因素定期检测", Basis = "《工作场所职业卫生管理规定》第二十条", DueOn = new(2026, 12, 1) });
        }));

        var made = await platform.AsAsync("gongyi", s => s.GetRequiredService<EmployerSummary>().MakeAsync(id, Cancel));
        var bytes = await office.Pdf.ConvertAsync(made!.Value.Docx, Cancel);
        using var pdf = PdfDocument.Open(bytes);
        Assert.Equal(1, pdf.NumberOfPages);
        Assert.Equal(1, await PagesAsync(bytes) ?? 1);
        var text = pdf.GetPage(1).Text.Replace(" ", "", StringComparison.Ordinal);
        Assert.Contains("以平台当日档案为准", text);
        Assert.Equal(isCut, text.Contains("见平台档案", StringComparison.Ordinal));
        if (isCut) Assert.Matches(@"另有\d+个工作场所，见平台档案.*另有\d+行，见平台档案", text);
        else Assert.Equal(workshops * 3, text.Split("密闭罩").Length - 1);
    }

    /// <summary>As pdfinfo counts, where it is installed.</summary>
    static async Task<int?> PagesAsync(byte[] pdf)
    {
        var path = Path.Combine(Path.GetTempPath(), $"zhijian-{Guid.NewGuid():N}.pdf");
        try
        {
            await File.WriteAllBytesAsync(path, pdf, Cancel);
            using var info = Process.Start(new ProcessStartInfo("pdfinfo", [path]) { RedirectStandardOutput = true })!;
            var line = (await info.StandardOutput.ReadToEndAsync(Cancel)).Split('\n').Single(l => l.StartsWith("Pages:", StringComparison.Ordinal));
            return int.Parse(line["Pages:".Length..], CultureInfo.InvariantCulture);
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return null;
        }
        finally
        {
            File.Delete(path);
        }
    }
}
