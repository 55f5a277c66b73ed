using Microsoft.EntityFrameworkCore;
using Zhijian.Data;
using Zhijian.Modules.Portal.Complaints;
using Zhijian.Modules.Portal.Notices;
using Zhijian.Modules.Registry;
using Zhijian.Platform;
using Zhijian.Platform.Hosting;
using Zhijian.Platform.Organisations;
using Zhijian.Rules.Complaints;

namespace Zhijian.Modules.Portal;

/// <summary>Notices and complaints of the demonstration city, in different states.</summary>
sealed class PortalDemonstration(ComplaintBook book) : ISeed
{
    const string City = "410100", Officer = "执法人员甲（示例）";

    static readonly (string Title, string Body, int DaysBack)[] Notices =
    [
        ("关于开展职业病危害项目申报核查的通知（示例）", "各用人单位：\n请于本月底前登录平台核对职业病危害项目申报内容，有变化的及时办理变更申报。\n联系方式见各区县监管机关的公示电话。", 6),
        ("致全市用人单位和劳动者的一封信（示例）", "粉尘、噪声、化学毒物可防可控。\n用人单位应当提供符合要求的防护设施和防护用品，组织职业健康检查，公布检测结果。\n劳动者发现违法行为，可以通过本平台举报投诉。", 20),
    ];

    static readonly (ComplaintSubject Subject, string Content, int DaysBack, ComplaintActKind[] Acts)[] Complaints =
    [
        (ComplaintSubject.Dust, "破碎车间白天粉尘很大，除尘设备经常不开。", 3, []),
        (ComplaintSubject.NoExam, "进厂两年没有安排过职业健康检查。", 20, [ComplaintActKind.Accept]),
        (ComplaintSubject.Noise, "冲压车间噪声很大，没有发耳塞。", 75, [ComplaintActKind.Accept]),
        (ComplaintSubject.Chemical, "喷漆房没有通风。", 50, [ComplaintActKind.Accept, ComplaintActKind.Answer]),
        (ComplaintSubject.Other, "拖欠工资。", 30, [ComplaintActKind.Transfer]),
    ];

    public async Task SeedDemonstrationAsync(IServiceProvider services, Demonstration demonstration, CancellationToken ct)
    {
        var (db, desk) = (services.GetRequiredService<ZhijianDb>(), services.GetRequiredService<ComplaintDesk>());
        await services.GetRequiredService<WritePath>().CommitAsync(new("demonstration.portal", "生成演示公告和举报"), async change =>
        {
            var today = ChinaTime.DateOf(change.At);
            foreach (var (title, body, back) in Notices)
                db.Add(new PublicNotice { DivisionCode = City, Title = title, Body = body, State = NoticeState.Published, EditorName = Officer, PublisherName = Officer, PublishedOn = today.AddDays(-back) });
            if (demonstration.Employers == 0) return;
            var law = await book.LawAsync(ct);
            var counties = await db.Set<Authority>().AsNoTracking().Where(a => a.DivisionCode != City).Select(a => a.DivisionCode).ToListAsync(ct);
            var employers = await db.Set<Employer>().AsNoTracking().Where(e => counties.Contains(e.SupervisorCode) && e.MergedIntoId == null).OrderBy(e => e.Id).Take(Complaints.Length).ToListAsync(ct);
            foreach (var (employer, n) in employers.Select((e, n) => (e, n)))
            {
                var (subject, content, back, acts) = Complaints[n];
                var on = today.AddDays(-back);
                var row = new ComplaintRecord
                {
                    Number = $"{on.Year}-D{n + 1}", CodeHash = $"demonstration-{n}", DivisionCode = employer.SupervisorCode, EmployerName = employer.Name, Address = employer.RegisteredAddress ?? "演示地址", Subject = subject, Content = content,
                    ComplainantName = n % 2 == 0 ? "示例举报人" : null, ComplainantPhone = n % 2 == 0 ? "000-00000000" : null, IsNamed = n % 2 == 0, ReceivedOn = on, EmployerId = acts.Contains(ComplaintActKind.Accept) ? employer.Id : null,
                };
                row.Take(Complaint.Receive(on, law));
                desk.Remark(row, on, change.At, "收到举报", null, "公众");
                foreach (var (act, k) in acts.Select((a, k) => (a, k)))
                {
                    var day = on.AddDays(4 + k * 20);
                    row.Take(row.ToComplaint().Apply(act, day, law).Complaint!);
                    if (!row.ToComplaint().IsOpen) (row.Reply, row.ClosedOn) = (act == ComplaintActKind.Answer ? "经现场核查，已责令单位安装通风设施并复查合格。" : "不属于职业健康监管范围，已转送人力资源社会保障部门。", day);
                    desk.Remark(row, day, change.At, act.Text(), row.Reply, Officer);
                }
                db.Add(row);
                await desk.RemindAsync(row, change, ct);
            }
        }, ct);
    }
}
