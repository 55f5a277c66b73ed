using Microsoft.AspNetCore.Identity;

namespace Zhijian.Platform.Access.SignIn;

/// <summary>What Identity says when it refuses, in Chinese.</summary>
sealed class ChineseIdentityErrors : IdentityErrorDescriber
{
    static IdentityError Say(string code, string text) => new() { Code = code, Description = text };

    public override IdentityError DefaultError() => Say(nameof(DefaultError), "账号未能保存，请重试。");
    public override IdentityError ConcurrencyFailure() => Say(nameof(ConcurrencyFailure), "此账号刚被他人修改，请刷新后再试。");
    public override IdentityError DuplicateUserName(string userName) => Say(nameof(DuplicateUserName), $"登录名 {userName} 已有人使用。");
    public override IdentityError InvalidUserName(string? userName) => Say(nameof(InvalidUserName), "登录名只能用字母、数字和 - . _ ，3 至 40 位。");
    public override IdentityError DuplicateEmail(string email) => Say(nameof(DuplicateEmail), "此邮箱已用于另一账号。");
    public override IdentityError PasswordTooShort(int length) => Say(nameof(PasswordTooShort), $"密码至少 {length} 个字符。");
}
