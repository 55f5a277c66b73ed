using Microsoft.EntityFrameworkCore;
using Zhijian.Data;
using Zhijian.Modules.Inspections;
using Zhijian.Modules.Inspections.Draws;
using Zhijian.Modules.Inspections.Field;
using Zhijian.Modules.Registry;
using Zhijian.Rules.Inspections;
using Zhijian.Tests.Modules.Registry;
using Zhijian.Tests.Platform.Access;

namespace Zhijian.Tests.Modules.Inspections;

sealed class InspectionTarget : IMatrixTarget
{
    public IReadOnlyList<string> Routes => ["inspections/{id:guid}", "inspections/{id:guid}/visit", "inspections/{id:guid}/record", "inspections/{id:guid}/photos", "api/v1/inspections/{id:guid}"];

    public async Task<MatrixRecord?> MakeAsync(IServiceProvider services, string divisionCode, Guid? organisationId) => new((await TaskAsync(services, divisionCode, organisationId)).Id.ToString(), null);

    internal static async Task<InspectionTask> TaskAsync(IServiceProvider services, string divisionCode, Guid? organisationId)
    {
        var id = await EmployerTarget.OwnAsync(services, divisionCode, organisationId);
        var db = services.GetRequiredService<ZhijianDb>();
        var employer = await db.Set<Employer>().AsNoTracking().SingleAsync(e => e.Id == id);
        var task = new InspectionTask
        {
            EmployerId = id, EmployerName = employer.Name, IndustryCode = "30", DivisionCode = divisionCode, CountyCode = employer.CountyCode, AuthorityCode = employer.SupervisorCode, Cause = "矩阵", ChecklistCode = Inspect.Questions,
            DueOn = new(2026, 7, 1), PlannerName = "矩阵", PlannedOn = new(2026, 6, 1),
        };
        task.Take(Inspection.Plan("矩阵", task.PlannedOn));
        await services.GetRequiredService<WritePath>().CommitAsync(new("test.matrix"), _ => { db.Add(task); return Task.CompletedTask; });
        return task;
    }
}

sealed class InspectionPhotoTarget : IMatrixTarget
{
    public IReadOnlyList<string> Routes => ["inspection-photos/{id:guid}"];

    public async Task<MatrixRecord?> MakeAsync(IServiceProvider services, string divisionCode, Guid? organisationId)
    {
        var task = await InspectionTarget.TaskAsync(services, divisionCode, organisationId);
        var file = await FileTarget.StoreAsync(services, divisionCode, organisationId);
        var made = new InspectionPhoto { TaskId = task.Id, DivisionCode = divisionCode, FileId = file.Id, Name = "矩阵.docx", By = "矩阵", At = DateTime.UnixEpoch };
        await services.GetRequiredService<WritePath>().CommitAsync(new("test.matrix"), _ => { services.GetRequiredService<ZhijianDb>().Add(made); return Task.CompletedTask; });
        return new(made.Id.ToString(), null);
    }
}

sealed class FieldPhotoTarget : IMatrixTarget
{
    public IReadOnlyList<string> Routes => ["api/v1/field/photos/{id:guid}"];

    public async Task<MatrixRecord?> MakeAsync(IServiceProvider services, string divisionCode, Guid? organisationId)
    {
        var task = await InspectionTarget.TaskAsync(services, divisionCode, organisationId);
        var made = new FieldPhoto { TaskId = task.Id, Name = "矩阵.jpg", Hash = new('0', 64), Size = 1, TakenAt = DateTime.UnixEpoch, Author = "矩阵" };
        await services.GetRequiredService<WritePath>().CommitAsync(new("test.matrix"), _ => { services.GetRequiredService<ZhijianDb>().Add(made); return Task.CompletedTask; });
        return new(made.Id.ToString(), null);
    }
}

sealed class InspectionPlanTarget : IMatrixTarget
{
    static int year = 1000;
    public IReadOnlyList<string> Routes => ["inspections/plans/{id:guid}"];

    public async Task<MatrixRecord?> MakeAsync(IServiceProvider services, string divisionCode, Guid? organisationId)
    {
        // One plan for each place and year.
        var made = new InspectionPlan { Year = Interlocked.Increment(ref year), DivisionCode = divisionCode, Title = "矩阵", ChecklistCode = Inspect.Questions, PlannerName = "矩阵" };
        made.Shares.AddRange(PlanDesk.Classes.Select(c => new PlanShare { PlanId = made.Id, Risk = c.Risk, Percent = 10 }));
        await services.GetRequiredService<WritePath>().CommitAsync(new("test.matrix"), _ => { services.GetRequiredService<ZhijianDb>().Add(made); return Task.CompletedTask; });
        return new(made.Id.ToString(), null);
    }
}

sealed class InspectionCampaignTarget : IMatrixTarget
{
    public IReadOnlyList<string> Routes => ["inspections/campaigns/{id:guid}"];

    public async Task<MatrixRecord?> MakeAsync(IServiceProvider services, string divisionCode, Guid? organisationId)
    {
        var made = new InspectionCampaign { Code = $"{Guid.NewGuid():N}", Title = "矩阵", Basis = "矩阵", From = new(2026, 1, 1), To = new(2026, 12, 31), Goal = 1, ChecklistCode = Inspect.Questions, DivisionCode = divisionCode, PlannerName = "矩阵" };
        await services.GetRequiredService<WritePath>().CommitAsync(new("test.matrix"), _ => { services.GetRequiredService<ZhijianDb>().Add(made); return Task.CompletedTask; });
        return new(made.Id.ToString(), null);
    }
}

sealed class RandomDrawTarget : IMatrixTarget
{
    public IReadOnlyList<string> Routes => ["inspections/draws/{id:guid}"];

    public async Task<MatrixRecord?> MakeAsync(IServiceProvider services, string divisionCode, Guid? organisationId)
    {
        var made = new RandomDraw
        {
            Title = "矩阵", DivisionCode = divisionCode, Authority = "矩阵", Filters = "矩阵", ChecklistCode = Inspect.Questions, Count = 1, Employers = 1, Officers = 2, TotalWeight = 100, PoolHash = new('0', 64), Commitment = new('1', 64),
            Secret = new('2', 64), FrozenOn = new(2026, 6, 1), PublicSource = "矩阵", NumberOn = new(2026, 6, 2), FrozenBy = "矩阵", DueOn = new(2026, 7, 1),
        };
        await services.GetRequiredService<WritePath>().CommitAsync(new("test.matrix"), _ => { services.GetRequiredService<ZhijianDb>().Add(made); return Task.CompletedTask; });
        return new(made.Id.ToString(), null);
    }
}
