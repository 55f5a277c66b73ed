using System.IO.Compression;
using System.Net;
using Microsoft.EntityFrameworkCore;
using UglyToad.PdfPig;
using Zhijian.Data;
using Zhijian.Modules.Cases;
using Zhijian.Modules.Serving;
using Zhijian.Platform.Documents;
using Zhijian.Platform.Documents.Pdf;
using Zhijian.Platform.Jobs;
using Zhijian.Rules.Cases;
using Zhijian.Rules.Service;
using Zhijian.Tests.Harness;
using Zhijian.Tests.Modules.Dangers;
using static Zhijian.Tests.Modules.Cases.CasePlay;

namespace Zhijian.Tests.Modules.Cases;

/// <summary>案卷 as one PDF, and the papers of the steps in it.</summary>
public sealed class CaseDossierTests(Platforms platforms)
{
    const string Dot = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==";

    [Theory, BothDatabases]
    public async Task Papers_of_one_kind_in_one_case_are_told_apart_by_their_part(Database database)
    {
        await using var platform = await platforms.FreshAsync(database);
        var id = await RipeAsync(platform);
        await StepAsync(platform, Reviewer, id, CaseActKind.LegalReview, await FormAsync(platform, "再审核", yes: true));
        var row = await ReadAsync(platform, id);
        var numbers = (await LinesAsync(platform, id)).Where(l => l.PaperKind == "case-legal-review").Select(l => l.PaperNumber!).ToList();
        Assert.Equal([$"〔{row.SerialYear}〕{row.Serial}号", $"〔{row.SerialYear}〕{row.Serial}-2号"], numbers.Select(n => n[n.IndexOf('〔', StringComparison.Ordinal)..]));
    }

    [Theory, BothDatabases]
    [Trait("Needs", "LibreOffice")]
    public async Task The_file_holds_every_paper_and_evidence_with_running_pages(Database database)
    {
        await using var platform = await platforms.FreshAsync(database, Platforms.WithPdf);
        var id = await ReportedAsync(platform);
        var officer = await platform.SignInAsync(First);
        Assert.Equal(HttpStatusCode.NotFound, (await officer.GetAsync($"/case-file/{id}")).StatusCode);
        // Served, with the return that was signed at the gate.
        var notice = (await StepAsync(platform, First, id, CaseActKind.ServeNotice, await FormAsync(platform, yes: true, fine: 120_000))).PaperId!.Value;
        var service = new ServiceForm { Method = ServiceMethod.Direct, First = await Judged.UserAsync(platform, First), Second = await Judged.UserAsync(platform, Second), Receiver = "王样张", ReceiverRole = "负责收件的人", Place = "样张路1号" };
        await platform.AsAsync(First, async s =>
        {
            var desk = s.GetRequiredService<ServingDesk>();
            return await desk.RecordAsync(notice, service, (await desk.ReceiveAsync(new MemoryStream(Convert.FromBase64String(Dot)), "回证.png", default), "回证.png"), null, default);
        });
        await platform.AsAsync(First, async s =>
        {
            var desk = s.GetRequiredService<CaseDesk>();
            var picture = await desk.ReceiveAsync(new MemoryStream(Convert.FromBase64String(Dot)), "现场照片.png", default);
            await desk.AddEvidenceAsync(id, [(picture, "现场照片.png")], null, null, default);
        });
        await platform.AsAsync(First, s => s.GetRequiredService<CaseDossier>().RequestAsync(id, null, default));
        var run = await platform.AsPlatformAsync(s => s.GetRequiredService<ZhijianDb>().Set<JobRun>().Where(j => j.Kind == "cases.dossier").Select(j => j.Id).SingleAsync());
        var done = await Zhijian.Tests.Platform.Jobs.JobTests.UntilAsync(platform, run, r => r.IsOver);
        Assert.True(done.State == JobState.Succeeded, done.Message);

        var row = await ReadAsync(platform, id);
        var papers = await platform.AsPlatformAsync(s => s.GetRequiredService<ZhijianDb>().Set<Paper>().AsNoTracking().Where(p => p.SubjectId == id.ToString() || p.Number == row.OrderNumber).Select(p => p.Number).ToListAsync());
        Assert.Equal(5, papers.Count);
        using var file = PdfDocument.Open(await officer.GetByteArrayAsync($"/case-file/{id}"));
        var texts = file.GetPages().Select(p => string.Concat(p.Letters.Select(l => l.Value))).ToList();
        var front = texts.Count - row.DossierPages!.Value;
        Assert.InRange(front, 1, 3);
        var contents = string.Concat(texts.Take(front));
        Assert.All(papers, number => Assert.Contains(number, contents, StringComparison.Ordinal));
        Assert.Contains("现场照片.png", contents, StringComparison.Ordinal);
        Assert.Contains("送达签收、凭证：行政处罚告知书", contents, StringComparison.Ordinal);
        // Each page after the contents bears its number, the picture's too.
        for (var page = 1; page <= row.DossierPages; page++) Assert.EndsWith($"{page}", texts[front + page - 1], StringComparison.Ordinal);
        Assert.True(file.TryGetBookmarks(out var bookmarks));
        Assert.Equal(7, bookmarks.GetNodes().Count());
        Assert.Contains("下载案卷", (await officer.PageAsync($"/cases/{id}")).Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await (await platform.SignInAsync("dengfeng-zf")).GetAsync($"/case-file/{id}")).StatusCode);
    }

    [Theory, BothDatabases]
    [Trait("Needs", "LibreOffice")]
    public async Task Before_filing_and_from_elsewhere_there_is_no_file(Database database)
    {
        await using var platform = await platforms.FreshAsync(database, Platforms.WithPdf);
        var id = await RequestedAsync(platform);
        Task Request(string user) => platform.AsAsync(user, s => s.GetRequiredService<CaseDossier>().RequestAsync(id, null, default));
        Assert.Equal("立案以后才有案卷。", await RefusedAsync(() => Request(First)));
        Assert.Equal("案件由立案机关办理，您只能查看。", await RefusedAsync(() => Request("shijianguan")));
    }

    [Fact]
    public void A_damaged_pdf_or_picture_is_left_out_and_the_rest_is_bound()
    {
        using var binder = new PdfBinder();
        Assert.Null(binder.Add("坏", [1, 2, 3]));
        Assert.Null(binder.Add("坏", "%PDF-1.7 nothing more"u8.ToArray()));
        Assert.Null(binder.AddPicture("坏", [0xff, 0xd8, 0xff, 0xe0, 1, 2, 3]));
        // Whole and sound, and a hundred million dots: it would fill the memory when unpacked.
        Assert.Null(binder.AddPicture("过大", Png(10_000)));
        Assert.Equal(0, binder.Pages);
        Assert.Equal(1, binder.AddPicture("好", Convert.FromBase64String(Dot)));
        Assert.Equal(2, binder.AddPicture("同样的大图，小些", Png(100)));
    }

    /// <summary>A sound grey PNG, so many dots square.</summary>
    static byte[] Png(int size)
    {
        using var packed = new MemoryStream();
        using (var zlib = new ZLibStream(packed, CompressionLevel.Fastest, leaveOpen: true))
            for (var row = 0; row < size; row++) zlib.Write(new byte[size + 1]);
        byte[] head = [.. Number(size), .. Number(size), 8, 0, 0, 0, 0];
        return [0x89, .. "PNG\r\n\u001a\n"u8, .. Chunk("IHDR"u8, head), .. Chunk("IDAT"u8, packed.ToArray()), .. Chunk("IEND"u8, [])];
    }

    static byte[] Chunk(ReadOnlySpan<byte> type, byte[] content)
    {
        byte[] told = [.. type, .. content];
        var crc = uint.MaxValue;
        foreach (var b in told)
        {
            crc ^= b;
            for (var bit = 0; bit < 8; bit++) crc = (crc & 1) == 1 ? (crc >> 1) ^ 0xEDB88320 : crc >> 1;
        }
        return [.. Number(content.Length), .. told, .. Number(unchecked((int)~crc))];
    }

    static byte[] Number(int value) => [(byte)(value >> 24), (byte)(value >> 16), (byte)(value >> 8), (byte)value];
}
