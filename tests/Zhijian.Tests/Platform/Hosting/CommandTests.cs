using Microsoft.EntityFrameworkCore;
using Zhijian.Data;
using Zhijian.Platform.Access;
using Zhijian.Platform.Hosting;
using Zhijian.Platform.Hosting.Commands;
using Zhijian.Tests.Harness;

namespace Zhijian.Tests.Platform.Hosting;

public sealed class CommandTests
{
    [Theory]
    [InlineData("http://127.0.0.1:5080", true), InlineData("http://localhost:5080;http://[::1]:1", true), InlineData("http://unix:/run/zhijian.sock", true)]
    [InlineData("http://0.0.0.0:5080", false), InlineData("http://*:80", false), InlineData("http://+:80", false), InlineData("http://10.0.0.1", false), InlineData("http://127.0.0.1:1;http://[::]:1", false)]
    public void A_demonstration_listens_to_this_machine_only(string urls, bool fine)
    {
        var settings = new ServerSettings { DataFolder = "x", Urls = urls };
        var e = Record.Exception(() => ServeCommand.RefuseRemote(settings));
        Assert.Equal(fine, e is null);
        ServeCommand.RefuseRemote(settings with { AllowRemote = true });
    }

    /// <summary>Every command explains itself in both languages; nothing of the parser's own English comes through.</summary>
    [Theory]
    [InlineData("", "import KIND FILE"), InlineData("migrate", "./run migrate"), InlineData("seed", "--employers N"), InlineData("import", "--again")]
    [InlineData("verify", "./run verify"), InlineData("backup", "DIR"), InlineData("restore", "--replace"), InlineData("user add", "--division CODE")]
    public void Help_is_in_two_languages(string command, string says)
    {
        var output = new StringWriter();
        var parsed = CommandLine.Root().Parse([.. command.Split(' ', StringSplitOptions.RemoveEmptyEntries), "--help"]);
        Assert.Equal(0, parsed.Invoke(new() { Output = output }));
        Assert.Contains(says, output.ToString(), StringComparison.Ordinal);
        Assert.Contains("用法 · Usage", output.ToString(), StringComparison.Ordinal);
        Assert.All(output.ToString().Split('\n').Where(l => l.StartsWith("  --", StringComparison.Ordinal)), l => Assert.Contains("· ", l, StringComparison.Ordinal));
    }

    [Theory, BothDatabases]
    public async Task User_add_makes_an_account_that_must_change_its_password(Database database)
    {
        await using var place = await Place.MakeAsync(database);
        await using var app = await place.StartAsync();
        await using var scope = app.Services.CreatePlatformScope("命令行");
        var password = await UserCommands.AddAsync(scope.ServiceProvider, new("zhangsan", "张三", [Role.SystemAdministrator], "410100", null), default);
        Assert.Equal(16, password.Length);
        var user = await scope.Db().Users.Include(u => u.Roles).SingleAsync();
        Assert.True(user is { MustChangePassword: true, FullName: "张三" } && user.Roles.Single().Role == Role.SystemAdministrator);
        await Assert.ThrowsAsync<Refusal>(() => UserCommands.AddAsync(scope.ServiceProvider, new("zhangsan", "李四", [Role.Auditor], "410100", null), default));
        await Assert.ThrowsAsync<Refusal>(() => UserCommands.AddAsync(scope.ServiceProvider, new("lisi", "李四", [Role.Auditor], "999999", null), default));
        await Assert.ThrowsAsync<Refusal>(() => UserCommands.AddAsync(scope.ServiceProvider, new("lisi", "李四", [Role.Auditor], null, null), default));
    }

    /// <summary>A mistyped data folder is told, and no empty database is left behind there.</summary>
    [Theory, BothDatabases]
    public async Task Commands_on_what_is_there_refuse_where_there_is_nothing(Database database)
    {
        await using var place = await Place.MakeAsync(database);
        await using (var app = place.Build())
        {
            var refused = await Assert.ThrowsAsync<CommandRefusal>(() => app.Services.GetRequiredService<DatabaseSetup>().RequireAsync(default));
            Assert.Contains("还没有职监的数据库", refused.Message, StringComparison.Ordinal);
            Assert.False(File.Exists(place.Settings.SqliteFile));
        }
        await using var started = await place.StartAsync();
        await started.Services.GetRequiredService<DatabaseSetup>().RequireAsync(default);
    }

    [Fact]
    public async Task Two_servers_do_not_share_a_data_folder()
    {
        await using var place = await Place.MakeAsync(Database.Sqlite);
        using (DataFolderLock.Take(place.Settings)) Assert.Throws<Refusal>(() => DataFolderLock.Take(place.Settings));
        DataFolderLock.Take(place.Settings).Dispose();
    }

    [Fact]
    public void The_table_of_sign_ins_stands_straight()
    {
        var output = new StringWriter();
        SignInTable.Write(output, [new("市领导", "shilingdao", "CityLeader", "市级领导", "郑州市", "abc"), new("x", "x", "Expert", "专家", "y", "abcdefgh")]);
        var lines = output.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(4, lines.Length);
        var column = SignInTable.Width(lines[2][..lines[2].IndexOf("市级", StringComparison.Ordinal)]);
        Assert.Equal(column, SignInTable.Width(lines[3][..lines[3].IndexOf("专家", StringComparison.Ordinal)]));
    }
}
