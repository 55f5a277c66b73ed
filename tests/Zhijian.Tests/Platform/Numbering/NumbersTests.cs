using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using Zhijian.Data;
using Zhijian.Platform.Numbering;
using Zhijian.Platform.Organisations;
using Zhijian.Tests.Harness;

namespace Zhijian.Tests.Platform.Numbering;

public sealed class NumbersTests(Platforms platforms)
{
    const int Threads = 32, Each = 10_000;

    [Theory, BothDatabases]
    public async Task Ten_thousand_numbers_from_32_threads_have_no_duplicate_and_no_gap(Database database)
    {
        var platform = await platforms.FreshAsync(database);
        var given = new ConcurrentBag<int>();
        var left = Each;
        await Task.WhenAll(Enumerable.Range(0, Threads).Select(_ => Task.Run(async () =>
        {
            while (Interlocked.Decrement(ref left) >= 0)
                given.Add(await platform.AsPlatformAsync(s => s.GetRequiredService<WritePath>().CommitAsync(new("test.number", Quiet: true),
                    _ => s.GetRequiredService<Numbers>().NextSerialAsync("410100/卫职罚", 2026, default))));
        })));
        Assert.Equal(Enumerable.Range(1, Each), given.Order());
    }

    [Theory, BothDatabases]
    public async Task A_number_is_the_authoritys_of_that_day_and_goes_back_when_the_paper_fails(Database database)
    {
        var platform = await platforms.FreshAsync(database);
        async Task<string> NextAsync(DateOnly day, bool fail = false) => await platform.AsPlatformAsync(async s =>
        {
            var authority = await s.GetRequiredService<ZhijianDb>().Set<Authority>().Include(a => a.Names).SingleAsync(a => a.DivisionCode == "410100");
            return await s.GetRequiredService<WritePath>().CommitAsync(new("test.paper"), async change =>
            {
                var number = await s.GetRequiredService<Numbers>().NextAsync(change, authority, "罚", day, default);
                if (fail) throw new Refusal("用印失败");
                return number.ToString();
            });
        });
        Assert.Equal("（郑）安监罚〔2018〕1号", await NextAsync(new(2018, 3, 1)));
        Assert.Equal("（郑）卫职罚〔2026〕1号", await NextAsync(new(2026, 3, 1)));
        await Assert.ThrowsAsync<Refusal>(() => NextAsync(new(2026, 3, 2), fail: true));
        Assert.Equal("（郑）卫职罚〔2026〕2号", await NextAsync(new(2026, 3, 2)));
        await Assert.ThrowsAsync<Refusal>(() => NextAsync(new(2009, 1, 1)));
    }
}
