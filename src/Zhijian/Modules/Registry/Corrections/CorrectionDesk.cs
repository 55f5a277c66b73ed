using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Zhijian.Data;
using Zhijian.Platform.Access;
using Zhijian.Platform.Notices;
using Zhijian.Rules.Text;

namespace Zhijian.Modules.Registry.Corrections;

/// <summary>The employer asks; the supervisor puts right or says why not.</summary>
public sealed class CorrectionDesk(ZhijianDb db, WritePath write, Viewer viewer, EmployerDesk employers, NoticeBoard notices)
{
    const string Subject = nameof(Correction);
    const int MostWaiting = 20;

    /// <summary>What can be asked for; the rest follows from it, is declared, or is the employer's own to change.</summary>
    public static readonly IReadOnlyList<string> Fields =
    [
        nameof(Employer.Name), nameof(Employer.CreditCode), nameof(Employer.IndustryCode), nameof(Employer.RegisteredAddress), nameof(Employer.LegalRepresentative),
        nameof(Employer.EstablishedOn), nameof(Employer.Workers), nameof(Employer.DispatchedWorkers), nameof(Employer.Revenue), nameof(Employer.Assets),
    ];

    public Task<Guid> AskAsync(string? field, string? wish, string? reason, string? key, CancellationToken ct) => write.CommitAsync(new("correction.ask", Key: key), async change =>
    {
        var own = viewer.OrganisationId ?? throw new NotFoundException();
        var employer = await db.Set<Employer>().SingleOrDefaultAsync(e => e.Id == own && e.MergedIntoId == null, ct) ?? throw new NotFoundException();
        if (field is null || !Fields.Contains(field)) throw new Refusal("请选择要更正的内容。", "Field");
        var text = FactCheck.Text(wish, RegistryTables.AddressLength, "Wish", "更正为") ?? throw new Refusal("请填写更正后的内容。", "Wish");
        var why = FactCheck.Text(reason, 300, "Reason", "理由") ?? throw new Refusal("请写明理由或凭证。", "Reason");
        // Tells at once what could never be written.
        _ = With(Of(employer), field, text);
        if (await db.Set<Correction>().AnyAsync(c => c.EmployerId == own && c.Field == field && c.State == CorrectionState.Pending, ct)) throw new Refusal("该项已有申请在处理中。", "Field");
        if (await db.Set<Correction>().CountAsync(c => c.EmployerId == own && c.State == CorrectionState.Pending, ct) >= MostWaiting) throw new Refusal("在处理的申请过多，请等待处理结果。", "Field");
        var made = new Correction
        {
            EmployerId = own, DivisionCode = employer.DivisionCode, Field = field, Wish = text, Reason = why, AskedBy = viewer.Name, AskedAt = change.At,
        };
        db.Add(made);
        notices.Open(new()
        {
            Title = $"处理更正申请：{employer.Name}（{FieldWords.OfEmployer[field]}）", Link = $"/registry/corrections/{made.Id}", Permission = RegistryModule.Edit,
            DivisionCode = employer.DivisionCode, OrganisationId = null, SubjectKind = Subject, SubjectId = made.Id.ToString(), CreatedAt = change.At,
        });
        return made.Id;
    }, ct);

    public Task AcceptAsync(Guid id, long version, CancellationToken ct) => write.CommitAsync(new("correction.accept"), async change =>
    {
        var correction = await LoadAsync(id, version, ct);
        var employer = await db.Set<Employer>().SingleOrDefaultAsync(e => e.Id == correction.EmployerId && e.MergedIntoId == null, ct) ?? throw new NotFoundException();
        await employers.CorrectAsync(change, employer, With(Of(employer), correction.Field, correction.Wish), $"correction:{correction.Id.ToString()[..8]}", ct);
        await DecideAsync(change, correction, CorrectionState.Accepted, null, ct);
    }, ct);

    public Task DeclineAsync(Guid id, long version, string answer, CancellationToken ct) => write.CommitAsync(new("correction.decline", answer), async change =>
        await DecideAsync(change, await LoadAsync(id, version, ct), CorrectionState.Declined, answer, ct), ct);

    async Task DecideAsync(Change change, Correction c, CorrectionState state, string? answer, CancellationToken ct)
    {
        (c.State, c.Answer, c.DecidedAt, c.DecidedBy) = (state, answer, change.At, viewer.Name);
        await notices.CloseAsync(change, Subject, c.Id.ToString(), ct);
        foreach (var user in await db.Users.IgnoreQueryFilters([Conventions.ScopeFilter]).Where(u => u.OrganisationId == c.EmployerId && !u.Disabled).Select(u => u.Id).ToListAsync(ct))
            notices.Tell(change, user, $"更正申请（{FieldWords.OfEmployer[c.Field]}）{state.ChineseName()}{(answer is null ? "" : $"：{answer}")}", "/my/file");
    }

    async Task<Correction> LoadAsync(Guid id, long version, CancellationToken ct)
    {
        var found = await db.Set<Correction>().SingleOrDefaultAsync(c => c.Id == id, ct) ?? throw new NotFoundException();
        if (found.State != CorrectionState.Pending) throw new Refusal("该申请已经处理。");
        return found.Version == version ? found : throw new DbUpdateConcurrencyException();
    }

    static EmployerFacts Of(Employer e) => new(e.Name, e.CreditCode, e.IndustryCode)
    {
        RegistrationNumber = e.RegistrationNumber, RegisteredAddress = e.RegisteredAddress, RegistrationType = e.RegistrationType, OwnershipLevel = e.OwnershipLevel,
        LegalRepresentative = e.LegalRepresentative, Principal = e.Principal, Phone = e.Phone, EstablishedOn = e.EstablishedOn,
        Workers = e.Workers, DispatchedWorkers = e.DispatchedWorkers, Revenue = e.Revenue, Assets = e.Assets,
    };

    static EmployerFacts With(EmployerFacts facts, string field, string text) => field switch
    {
        nameof(Employer.Name) => facts with { Name = text },
        nameof(Employer.CreditCode) => facts with { CreditCode = text },
        nameof(Employer.IndustryCode) => facts with { IndustryCode = text },
        nameof(Employer.RegisteredAddress) => facts with { RegisteredAddress = text },
        nameof(Employer.LegalRepresentative) => facts with { LegalRepresentative = text },
        nameof(Employer.EstablishedOn) => facts with { EstablishedOn = DateOnly.TryParseExact(text, ["yyyy-MM-dd", "yyyy-M-d", "yyyy年M月d日"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : throw new Refusal("请按 2020-01-31 的格式填写日期。", "Wish") },
        nameof(Employer.Workers) => facts with { Workers = Whole(text) },
        nameof(Employer.DispatchedWorkers) => facts with { DispatchedWorkers = Whole(text) },
        nameof(Employer.Revenue) => facts with { Revenue = Money(text) },
        nameof(Employer.Assets) => facts with { Assets = Money(text) },
        _ => throw new Refusal("该项不能申请更正。", "Field"),
    };

    static int Whole(string text) => int.TryParse(Width.Clean(text), NumberStyles.None, CultureInfo.InvariantCulture, out var n) ? n : throw new Refusal("请填写整数。", "Wish");
    static decimal Money(string text) => decimal.TryParse(Width.Clean(text), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var n) ? n : throw new Refusal("请填写数字，单位为万元。", "Wish");
}
