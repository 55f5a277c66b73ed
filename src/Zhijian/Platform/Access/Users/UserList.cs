using Microsoft.EntityFrameworkCore;
using Zhijian.Data;
using Zhijian.Platform.Organisations;
using Zhijian.Platform.Ui.Forms;
using Zhijian.Platform.Ui.Lists;
using Zhijian.Platform.Ui.Pieces;

namespace Zhijian.Platform.Access.Users;

/// <summary>The list of users: columns and filters in one place.</summary>
public sealed class UserList(DivisionDirectory divisions, TimeProvider clock)
{
    public ListDefinition<User> Definition { get; } = new ListDefinition<User>("users", "用户")
        .Key(u => u.Id)
        .Column("userName", "登录名", u => u.UserName, c => c.Sortable().Link(u => $"/admin/users/{u.Id}"))
        .Column("fullName", "姓名", u => u.FullName, c => c.Sortable())
        .Computed("roles", "角色", u => Names(u), c => c.Wide())
        .Computed("place", "所属区划", u => divisions.Name(u.DivisionCode))
        .Computed("status", "状态", u => StatusOf(u, clock).Text, c => c.Cell(u => Badges.Status(StatusOf(u, clock).Text, StatusOf(u, clock).Tone)))
        .Column("created", "建立于", u => u.CreatedAt, c => c.Sortable().NoWrap())
        .Search("登录名、姓名", (rows, q) => Named(rows, q, q.ToUpperInvariant()))
        .Select("role", "角色", [new("none", "未授予角色"), .. Roles.Everyone.Select(r => new Option(r.ToString(), r.ChineseName()))], (rows, value) =>
            Enum.TryParse<Role>(value, out var role) ? rows.Where(u => u.Roles.Any(r => r.Role == role)) : rows.Where(u => u.Roles.Count == 0))
        .Pick("division", "所属区划", OwnDivisionPicker.Kind, (rows, code) => divisions.Find(code) is { } d ? In(rows, Scope.Subtree(d.Path)) : rows.Where(_ => false))
        .Select("status", "状态", [new("active", "在用"), new("disabled", "已停用"), new("locked", "锁定中")], (rows, value) => Filter(rows, value, clock))
        .OrderBy("created", descending: true);

    static IQueryable<User> Named(IQueryable<User> rows, string name, string upper) =>
        rows.Where(u => u.FullName.Contains(name) || u.NormalizedUserName!.Contains(upper));

    static IQueryable<User> In(IQueryable<User> rows, Scope scope)
    {
        var (from, to) = (scope.PathFrom, scope.PathTo);
        return rows.Where(u => string.Compare(u.ScopePath, from) >= 0 && string.Compare(u.ScopePath, to) < 0);
    }

    static IQueryable<User> Filter(IQueryable<User> rows, string status, TimeProvider clock)
    {
        DateTimeOffset? now = clock.GetUtcNow();
        return status switch
        {
            "disabled" => rows.Where(u => u.Disabled),
            "locked" => rows.Where(u => !u.Disabled && u.LockoutEnd > now),
            _ => rows.Where(u => !u.Disabled),
        };
    }

    public static string Names(User user) => user.Roles.Count == 0 ? "—" : string.Join("、", user.Roles.Select(r => r.Role).Order().Select(r => r.ChineseName()));

    public static (string Text, Tone Tone) StatusOf(User user, TimeProvider clock) =>
        user.Disabled ? ("已停用", Tone.Neutral)
        : user.LockoutEnd > clock.GetUtcNow() ? ("锁定中", Tone.Danger)
        : user.MustChangePassword ? ("待改密码", Tone.Warning)
        : ("在用", Tone.Success);
}
