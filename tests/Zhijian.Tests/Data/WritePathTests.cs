using Microsoft.EntityFrameworkCore;
using Zhijian.Data;
using Zhijian.Platform.Audit;
using Zhijian.Platform.Organisations;
using Zhijian.Tests.Harness;

namespace Zhijian.Tests.Data;

public sealed class WritePathTests(Platforms platforms)
{
    static Organisation Make(string name, string code, string division = "410181") =>
        new() { Kind = OrganisationKind.Employer, Name = name, CreditCode = code, DivisionCode = division };

    [Theory, BothDatabases]
    public async Task A_change_outside_the_write_path_is_refused(Database database)
    {
        var platform = await platforms.SharedAsync(database);
        await platform.AsPlatformAsync(async s =>
        {
            var db = s.GetRequiredService<ZhijianDb>();
            db.Add(Make("绕行企业", "9141010000000000X1"));
            await Assert.ThrowsAsync<InvalidOperationException>(() => db.SaveChangesAsync());
        });
    }

    [Theory, BothDatabases]
    public async Task A_text_too_long_for_its_column_is_refused_with_its_field(Database database)
    {
        var platform = await platforms.SharedAsync(database);
        var refusal = await Assert.ThrowsAsync<Refusal>(() => platform.AsPlatformAsync(s => s.GetRequiredService<WritePath>().CommitAsync(new("test.long"), _ =>
        {
            s.GetRequiredService<ZhijianDb>().Add(Make("超长企业", new('9', 19)));
            return Task.CompletedTask;
        })));
        Assert.Equal(nameof(Organisation.CreditCode), refusal.Field);
        Assert.Contains("18", refusal.Message);
    }

    [Theory, BothDatabases]
    public async Task A_repeated_request_has_one_effect_and_the_same_answer(Database database)
    {
        var platform = await platforms.SharedAsync(database);
        Task<Guid> SendAsync() => platform.AsPlatformAsync(s => s.GetRequiredService<WritePath>().CommitAsync(new("test.add", Key: "repeated"), _ =>
        {
            var made = Make("重复提交企业", "9141010000000000X2");
            s.GetRequiredService<ZhijianDb>().Add(made);
            return Task.FromResult(made.Id);
        }));
        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(SendAsync)));
        Assert.Single(answers.Distinct());
        Assert.Equal(1, await platform.AsPlatformAsync(s => s.GetRequiredService<ZhijianDb>().Set<Organisation>().CountAsync(o => o.Name == "重复提交企业")));
    }

    [Theory, BothDatabases]
    public async Task A_text_too_long_for_its_column_is_refused_alike_on_both(Database database)
    {
        var platform = await platforms.SharedAsync(database);
        var refused = await Assert.ThrowsAsync<Refusal>(() => platform.AsPlatformAsync(s => s.GetRequiredService<WritePath>().CommitAsync(new("test.long"), _ =>
        {
            s.GetRequiredService<ZhijianDb>().Add(Make("超长代码企业", "9141010000000000X30"));
            return Task.CompletedTask;
        })));
        Assert.Equal(nameof(Organisation.CreditCode), refused.Field);
        Assert.Contains("18", refused.Message);
    }

    [Theory, BothDatabases]
    public async Task A_fault_in_the_middle_leaves_nothing(Database database)
    {
        var platform = await platforms.SharedAsync(database);
        await platform.AsPlatformAsync(async s =>
        {
            var db = s.GetRequiredService<ZhijianDb>();
            await Assert.ThrowsAsync<Refusal>(() => s.GetRequiredService<WritePath>().CommitAsync(new("test.fault", Key: "fault"), async change =>
            {
                db.Add(Make("半途企业", "9141010000000000X3"));
                await db.SaveChangesAsync();
                throw new Refusal("中途出错");
            }));
            Assert.False(await db.Set<Organisation>().AnyAsync(o => o.Name == "半途企业"));
            Assert.False(await db.Set<AuditEntry>().AnyAsync(a => a.Act == "test.fault"));
            Assert.False(await db.Set<DoneRequest>().AnyAsync(r => r.Key == "fault"));
        });
    }

    [Theory, BothDatabases]
    public async Task The_second_of_two_who_read_the_same_version_is_told_so(Database database)
    {
        var platform = await platforms.SharedAsync(database);
        var id = await platform.AsPlatformAsync(s => s.GetRequiredService<WritePath>().CommitAsync(new("test.add"), _ =>
        {
            var made = Make("并发企业", "9141010000000000X4");
            s.GetRequiredService<ZhijianDb>().Add(made);
            return Task.FromResult(made.Id);
        }));
        await platform.AsPlatformAsync(async slow =>
        {
            var db = slow.GetRequiredService<ZhijianDb>();
            var read = await db.Set<Organisation>().SingleAsync(o => o.Id == id);
            await platform.AsPlatformAsync(fast => fast.GetRequiredService<WritePath>().CommitAsync(new("test.rename"), async _ =>
                (await fast.GetRequiredService<ZhijianDb>().Set<Organisation>().SingleAsync(o => o.Id == id)).Name = "先改的名字"));
            var e = await Assert.ThrowsAnyAsync<Exception>(() => slow.GetRequiredService<WritePath>().CommitAsync(new("test.rename"), _ =>
            {
                read.Name = "后改的名字";
                return Task.CompletedTask;
            }));
            Assert.Equal(409, Faults.Of(e).Status);
        });
        Assert.Equal("先改的名字", await platform.AsPlatformAsync(s => s.GetRequiredService<ZhijianDb>().Set<Organisation>().Where(o => o.Id == id).Select(o => o.Name).SingleAsync()));
    }

    [Theory, BothDatabases]
    public async Task A_county_sees_and_writes_its_own_subtree_only(Database database)
    {
        var platform = await platforms.SharedAsync(database);
        await platform.AsAsync("gongyi", async s =>
        {
            var db = s.GetRequiredService<ZhijianDb>();
            var paths = await db.Set<Organisation>().Select(o => o.ScopePath).ToListAsync();
            Assert.NotEmpty(paths);
            Assert.All(paths, p => Assert.StartsWith("410000/410100/410181/", p, StringComparison.Ordinal));
            await Assert.ThrowsAsync<NotFoundException>(() => s.GetRequiredService<WritePath>().CommitAsync(new("test.foreign"), _ =>
            {
                db.Add(Make("越权企业", "9141010000000000X5", "410185"));
                return Task.CompletedTask;
            }));
        });
        await platform.AsAsync("qiye2", async s =>
            Assert.Equal("登封市示例煤矿机械有限公司", (await s.GetRequiredService<ZhijianDb>().Set<Organisation>().SingleAsync()).Name));
    }
}
