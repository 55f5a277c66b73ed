using Zhijian.Data;
using Zhijian.Modules.Portal.Complaints;
using Zhijian.Modules.Portal.Notices;
using Zhijian.Platform.Files;
using Zhijian.Rules.Complaints;
using Zhijian.Tests.Platform.Access;

namespace Zhijian.Tests.Modules.Portal;

sealed class ComplaintTarget : IMatrixTarget
{
    public IReadOnlyList<string> Routes => ["complaints/{id:guid}"];

    public async Task<MatrixRecord?> MakeAsync(IServiceProvider services, string divisionCode, Guid? organisationId) => organisationId is null ? new((await ComplaintAsync(services, divisionCode)).Id.ToString(), null) : null;

    internal static async Task<ComplaintRecord> ComplaintAsync(IServiceProvider services, string divisionCode)
    {
        var row = new ComplaintRecord
        {
            Number = "矩阵", CodeHash = $"{Guid.NewGuid():N}", DivisionCode = divisionCode, EmployerName = "矩阵", Address = "矩阵", Subject = ComplaintSubject.Other, Content = "矩阵", ComplainantName = "矩阵", ComplainantPhone = "1", IsNamed = true,
            ReceivedOn = new(2026, 6, 1), TermFrom = new(2026, 6, 1), DueOn = new(2026, 6, 16), State = ComplaintState.Received,
        };
        await services.GetRequiredService<WritePath>().CommitAsync(new("test.matrix"), _ => { services.GetRequiredService<ZhijianDb>().Add(row); return Task.CompletedTask; });
        return row;
    }
}

sealed class ComplaintPhotoTarget : IMatrixTarget
{
    public IReadOnlyList<string> Routes => ["complaint-photos/{id:guid}"];

    public async Task<MatrixRecord?> MakeAsync(IServiceProvider services, string divisionCode, Guid? organisationId)
    {
        if (organisationId is not null) return null;
        var row = await ComplaintTarget.ComplaintAsync(services, divisionCode);
        var files = services.GetRequiredService<FileDesk>();
        var receipt = await files.ReceiveAsync(new MemoryStream(Convert.FromBase64String("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==")), "a.png", ComplaintIntake.Photos, default);
        return new((await services.GetRequiredService<WritePath>().CommitAsync(new("test.matrix"), change =>
        {
            var photo = new ComplaintPhoto { ComplaintId = row.Id, DivisionCode = divisionCode, FileId = files.Keep(change, receipt, "a.png", ComplaintIntake.Photos).Id, Number = 1 };
            services.GetRequiredService<ZhijianDb>().Add(photo);
            return Task.FromResult(photo);
        })).Id.ToString(), null);
    }
}

sealed class PublicNoticeTarget : IMatrixTarget
{
    public IReadOnlyList<string> Routes => ["portal-desk/notices/{id:guid}"];

    public async Task<MatrixRecord?> MakeAsync(IServiceProvider services, string divisionCode, Guid? organisationId) => organisationId is null ? new((await NoticeAsync(services, divisionCode, NoticeState.Draft)).Id.ToString(), null) : null;

    internal static async Task<PublicNotice> NoticeAsync(IServiceProvider services, string divisionCode, NoticeState state)
    {
        var notice = new PublicNotice { DivisionCode = divisionCode, Title = "矩阵", Body = "矩阵", EditorName = "矩阵", State = state, PublishedOn = state == NoticeState.Draft ? null : new(2026, 6, 1) };
        await services.GetRequiredService<WritePath>().CommitAsync(new("test.matrix"), _ => { services.GetRequiredService<ZhijianDb>().Add(notice); return Task.CompletedTask; });
        return notice;
    }
}
