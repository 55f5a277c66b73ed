using System.ComponentModel.DataAnnotations;
using Microsoft.EntityFrameworkCore;
using Zhijian.Data;
using Zhijian.Modules.Registry;
using Zhijian.Platform;
using Zhijian.Platform.Access;
using Zhijian.Platform.Documents;
using Zhijian.Platform.Files;

namespace Zhijian.Modules.Serving;

public sealed class AddressForm
{
    [Display(Name = "收件人"), Required, StringLength(ServingTables.Short)] public string? Recipient { get; set; }
    [Display(Name = "联系电话"), Required, StringLength(ServingTables.Phone)] public string? Phone { get; set; }
    [Display(Name = "送达地址"), Required, StringLength(ServingTables.Place)] public string? Address { get; set; }
    [Display(Name = "邮政编码"), StringLength(6)] public string? PostCode { get; set; }
    [Display(Name = "同意通过本平台账号电子送达行政处罚决定书等文书")] public bool Electronic { get; set; }
}

/// <summary>送达地址确认书: by the employer in its account, or on paper through an officer.</summary>
public sealed class AddressDesk(ZhijianDb db, WritePath write, Viewer viewer, ServingDesk serving)
{
    public Task ConfirmOwnAsync(AddressForm form, string? key, CancellationToken ct) =>
        ConfirmAsync(viewer.OrganisationId ?? throw new NotFoundException(), form, null, key, ct);

    /// <summary>What came on paper needs the signed form.</summary>
    public async Task ConfirmForAsync(Guid paperId, AddressForm form, (FileReceipt Receipt, string Name)? scan, string? key, CancellationToken ct)
    {
        var paper = await db.Set<Paper>().AsNoTracking().SingleOrDefaultAsync(p => p.Id == paperId, ct) ?? throw new NotFoundException();
        if (!serving.IsCompetent(paper)) throw new Refusal("由出具文书的机关登记，您只能查看。");
        var employer = paper.AddresseeId ?? throw new Refusal("这份文书没有受送达的用人单位。");
        if (scan is null) throw new Refusal("请上传当事人签名的送达地址确认书。", "Upload");
        await ConfirmAsync(employer, form, scan, key, ct);
    }

    Task ConfirmAsync(Guid employerId, AddressForm form, (FileReceipt Receipt, string Name)? scan, string? key, CancellationToken ct) => write.CommitAsync(new("papers.address", Key: key), async change =>
    {
        var employer = await db.Set<Employer>().AsNoTracking().SingleOrDefaultAsync(e => e.Id == employerId, ct) ?? throw new NotFoundException();
        var phone = Texts.Needed(form.Phone, ServingTables.Phone, "Phone", "联系电话");
        if (phone.Any(c => !char.IsAsciiDigit(c) && c is not ('-' or '+' or ' ' or '(' or ')'))) throw new Refusal("联系电话只能是数字和“-”。", "Phone");
        if (form.PostCode is { Length: > 0 } code && (code.Length != 6 || !code.All(char.IsAsciiDigit))) throw new Refusal("邮政编码应为 6 位数字。", "PostCode");
        var kept = scan is { } s ? serving.Keep(change, s) : null;
        db.Add(new ServiceAddress
        {
            EmployerId = employer.Id, DivisionCode = employer.DivisionCode, Recipient = Texts.Needed(form.Recipient, ServingTables.Short, "Recipient", "收件人"), Phone = phone, Address = Texts.Needed(form.Address, ServingTables.Place, "Address", "送达地址"),
            PostCode = form.PostCode is { Length: > 0 } post ? post : null, Electronic = form.Electronic, On = ChinaTime.DateOf(change.At), By = viewer.Name, ByEmployer = viewer.OrganisationId is not null, At = change.At, FileId = kept?.Id, FileName = kept?.Name,
        });
    }, ct);
}
