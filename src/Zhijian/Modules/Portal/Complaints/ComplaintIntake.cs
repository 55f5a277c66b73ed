using System.Text;
using Microsoft.EntityFrameworkCore;
using Zhijian.Data;
using Zhijian.Modules.Registry;
using Zhijian.Platform;
using Zhijian.Platform.Access;
using Zhijian.Platform.Crypto;
using Zhijian.Platform.Documents;
using Zhijian.Platform.Files;
using Zhijian.Platform.Hosting;
using Zhijian.Platform.Numbering;
using Zhijian.Platform.Organisations;
using Zhijian.Rules.Complaints;

namespace Zhijian.Modules.Portal.Complaints;

public sealed record ComplaintDraft(string? County, string? EmployerName, string? Address, string? Subject, string? Story, string? Name, string? Phone);

/// <summary>The state that a query code opens: what the authority says, and nothing of what was written in.</summary>
public sealed record ComplaintProgress(string Number, string Authority, ComplaintState State, DateOnly ReceivedOn, DateOnly? DueOn, string? Reply, IReadOnlyList<(DateOnly On, string Title)> Steps);

/// <summary>Takes complaints of the public in and tells the complainant how far they are.</summary>
public sealed class ComplaintIntake(ZhijianDb db, WritePath write, Viewer viewer, ComplaintBook book, ComplaintDesk desk, FileDesk files, Numbers numbers, DivisionDirectory divisions, ServerSettings settings)
{
    public const int MostPhotos = 5, MostMegabytes = 8;
    public static readonly FilePurpose Photos = new("complaint-photo", new FilePolicy((long)MostMegabytes << 20, FileKind.Jpeg, FileKind.Png), PortalModule.Complaints, IsPersonal: true);
    const string Serials = "complaint";

    /// <summary>Counties and functional zones whose authorities take complaints.</summary>
    public async Task<IReadOnlyList<(string Code, string Name)>> CountiesAsync(CancellationToken ct)
    {
        await divisions.LoadAsync(db, ct);
        return [.. divisions.Children(settings.HomeDivision).Select(d => (d.Code, d.Name))];
    }

    public Task<FileReceipt> ReceiveAsync(Stream content, string name, CancellationToken ct) => files.ReceiveAsync(content, name, Photos, ct);

    /// <returns>The query code, shown once and kept nowhere; null: this very form came before.</returns>
    public async Task<VerificationCode?> TakeAsync(ComplaintDraft draft, IReadOnlyList<FileReceipt> photos, string? key, CancellationToken ct)
    {
        var (code, counties) = (VerificationCode.New(), await CountiesAsync(ct));
        var county = counties.FirstOrDefault(c => c.Code == draft.County).Code ?? throw new Refusal("请选择单位所在的区县。", nameof(draft.County));
        var employer = Texts.Needed(draft.EmployerName, RegistryTables.NameLength, nameof(draft.EmployerName), "被举报单位的名称");
        var address = Texts.Needed(draft.Address, ComplaintTables.Address, nameof(draft.Address), "单位地址");
        if (!Enum.TryParse<ComplaintSubject>(draft.Subject, out var subject) || !Enum.IsDefined(subject)) throw new Refusal("请选择举报的事项。", nameof(draft.Subject));
        var content = Texts.Needed(draft.Story, ComplaintTables.Content, nameof(draft.Story), "举报的情况");
        var name = Texts.Allowed(draft.Name, ComplaintTables.Name, nameof(draft.Name), "姓名");
        var phone = Texts.Allowed(draft.Phone, ComplaintTables.Phone, nameof(draft.Phone), "联系电话");
        if ((name is null) != (phone is null)) throw new Refusal("实名举报请同时填写姓名和联系电话；匿名举报都不填。", name is null ? nameof(draft.Name) : nameof(draft.Phone));
        if (new[] { employer, address, content, name, phone }.Any(t => t?.Any(c => char.IsControl(c) && c is not ('\n' or '\r' or '\t')) == true)) throw new Refusal("内容含有不能识别的字符，请重新填写。", nameof(draft.Story));
        var law = await book.LawAsync(ct);
        // An address can tell who it was as well as a name: the audit does not take it down.
        viewer.Address = null;
        // A visitor has no scope to write in.
        using var all = viewer.ActAsPlatform();
        var kept = await write.CommitAsync(new("portal.complain", Key: key), async change =>
        {
            var today = ChinaTime.DateOf(change.At);
            var row = new ComplaintRecord
            {
                Number = $"{today.Year}-{await numbers.SerialAsync(county, Serials, today.Year, ct)}", CodeHash = HashOf(code), DivisionCode = county, EmployerName = employer, Address = address, Subject = subject, Content = content,
                ComplainantName = name, ComplainantPhone = phone, IsNamed = name is not null, Photos = photos.Count, ReceivedOn = today,
            };
            row.Take(Complaint.Receive(today, law));
            db.Add(row);
            foreach (var (photo, n) in photos.Select((p, n) => (p, n + 1)))
            {
                // The name that the file had tells whose it is.
                var file = files.Keep(change, photo, $"照片{n}{photo.Kind.Extensions()[0]}", Photos);
                db.Add(new ComplaintPhoto { ComplaintId = row.Id, DivisionCode = county, FileId = file.Id, Number = n });
            }
            desk.Remark(row, today, change.At, "收到举报", null, "公众");
            await desk.RemindAsync(row, change, ct);
            return row.CodeHash;
        }, ct);
        return kept == HashOf(code) ? code : null;
    }

    /// <summary>Null: there is no such complaint.</summary>
    public async Task<ComplaintProgress?> FindAsync(VerificationCode code, CancellationToken ct)
    {
        using var all = viewer.ActAsPlatform();
        await divisions.LoadAsync(db, ct);
        var hash = HashOf(code);
        if (await db.Set<ComplaintRecord>().AsNoTracking().Where(c => c.CodeHash == hash).Select(c => new { c.Id, c.Number, c.DivisionCode, c.State, c.ReceivedOn, c.DueOn, c.Reply }).SingleOrDefaultAsync(ct) is not { } row) return null;
        var steps = await db.Set<ComplaintLine>().AsNoTracking().Where(l => l.ComplaintId == row.Id).OrderBy(l => l.Number).Select(l => new { l.On, l.Title }).ToListAsync(ct);
        return new(row.Number, divisions.Name(row.DivisionCode), row.State, row.ReceivedOn, row.DueOn, row.Reply, steps.ConvertAll(s => (s.On, s.Title)));
    }

    static string HashOf(VerificationCode code) => ChineseCrypto.Sm3Hex(Encoding.ASCII.GetBytes($"complaint:{code.Value}"));
}
