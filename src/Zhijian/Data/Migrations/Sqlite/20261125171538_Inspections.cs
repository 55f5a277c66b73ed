using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Zhijian.Data.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class Inspections : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            // By hand: the dates of certificates stay, and the table is not built anew, which no transaction could hold.
            migrationBuilder.Sql("ALTER TABLE officer_certificates ADD COLUMN valid_until TEXT NULL");
            migrationBuilder.Sql("UPDATE officer_certificates SET valid_until = valid_to");
            migrationBuilder.Sql("ALTER TABLE officer_certificates DROP COLUMN valid_to");

            migrationBuilder.CreateTable(
                name: "inspection_campaigns",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    code = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    title = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    basis = table.Column<string>(type: "TEXT", maxLength: 500, nullable: false),
                    from = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    to = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    industries = table.Column<string>(type: "TEXT", maxLength: 200, nullable: true),
                    risk = table.Column<string>(type: "TEXT", maxLength: 64, nullable: true),
                    goal = table.Column<int>(type: "INTEGER", nullable: false),
                    checklist_code = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    division_code = table.Column<string>(type: "TEXT", maxLength: 12, nullable: false),
                    scope_path = table.Column<string>(type: "TEXT", maxLength: 80, nullable: false),
                    planner_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    planner_name = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    tasks_made_at = table.Column<DateTime>(type: "TEXT", nullable: true),
                    version = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_inspection_campaigns", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "inspection_plans",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    year = table.Column<int>(type: "INTEGER", nullable: false),
                    division_code = table.Column<string>(type: "TEXT", maxLength: 12, nullable: false),
                    scope_path = table.Column<string>(type: "TEXT", maxLength: 80, nullable: false),
                    title = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    checklist_code = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    state = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    planner_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    planner_name = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    approver_name = table.Column<string>(type: "TEXT", maxLength: 100, nullable: true),
                    approved_on = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    return_reason = table.Column<string>(type: "TEXT", maxLength: 500, nullable: true),
                    tasks_made_at = table.Column<DateTime>(type: "TEXT", nullable: true),
                    version = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_inspection_plans", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "random_draws",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    title = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    division_code = table.Column<string>(type: "TEXT", maxLength: 12, nullable: false),
                    scope_path = table.Column<string>(type: "TEXT", maxLength: 80, nullable: false),
                    authority = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    filters = table.Column<string>(type: "TEXT", maxLength: 500, nullable: false),
                    checklist_code = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    count = table.Column<int>(type: "INTEGER", nullable: false),
                    employers = table.Column<int>(type: "INTEGER", nullable: false),
                    officers = table.Column<int>(type: "INTEGER", nullable: false),
                    total_weight = table.Column<long>(type: "INTEGER", nullable: false),
                    pool_hash = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    commitment = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    secret = table.Column<string>(type: "TEXT", nullable: false),
                    frozen_on = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    public_source = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    number_on = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    frozen_by = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    frozen_by_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    due_on = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    state = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    public_number = table.Column<string>(type: "TEXT", maxLength: 60, nullable: true),
                    drawn_on = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    drawn_by = table.Column<string>(type: "TEXT", maxLength: 100, nullable: true),
                    redraw_of_id = table.Column<Guid>(type: "TEXT", nullable: true),
                    redraw_of = table.Column<string>(type: "TEXT", maxLength: 64, nullable: true),
                    redraw_reason = table.Column<string>(type: "TEXT", maxLength: 500, nullable: true),
                    version = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_random_draws", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "inspection_plan_shares",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    plan_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    risk = table.Column<string>(type: "TEXT", maxLength: 64, nullable: true),
                    percent = table.Column<int>(type: "INTEGER", nullable: false),
                    pool = table.Column<int>(type: "INTEGER", nullable: false),
                    target = table.Column<int>(type: "INTEGER", nullable: false),
                    version = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_inspection_plan_shares", x => x.id);
                    table.ForeignKey(
                        name: "fk_inspection_plan_shares_inspection_plans_plan_id",
                        column: x => x.plan_id,
                        principalTable: "inspection_plans",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "draw_members",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    draw_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    employer_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    code = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    name = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    weight = table.Column<int>(type: "INTEGER", nullable: false),
                    why = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    place = table.Column<int>(type: "INTEGER", nullable: true),
                    first_officer = table.Column<string>(type: "TEXT", maxLength: 40, nullable: true),
                    second_officer = table.Column<string>(type: "TEXT", maxLength: 40, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_draw_members", x => x.id);
                    table.ForeignKey(
                        name: "fk_draw_members_random_draws_draw_id",
                        column: x => x.draw_id,
                        principalTable: "random_draws",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "draw_persons",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    draw_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    user_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    name = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    certificate = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    recused = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_draw_persons", x => x.id);
                    table.ForeignKey(
                        name: "fk_draw_persons_random_draws_draw_id",
                        column: x => x.draw_id,
                        principalTable: "random_draws",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "inspections",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    type = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    employer_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    employer_name = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    industry_code = table.Column<string>(type: "TEXT", maxLength: 4, nullable: false),
                    division_code = table.Column<string>(type: "TEXT", maxLength: 12, nullable: false),
                    scope_path = table.Column<string>(type: "TEXT", maxLength: 80, nullable: false),
                    county_code = table.Column<string>(type: "TEXT", maxLength: 12, nullable: false),
                    authority_code = table.Column<string>(type: "TEXT", maxLength: 12, nullable: false),
                    plan_id = table.Column<Guid>(type: "TEXT", nullable: true),
                    campaign_id = table.Column<Guid>(type: "TEXT", nullable: true),
                    draw_id = table.Column<Guid>(type: "TEXT", nullable: true),
                    cause = table.Column<string>(type: "TEXT", maxLength: 500, nullable: false),
                    partners = table.Column<string>(type: "TEXT", maxLength: 500, nullable: true),
                    checklist_code = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    due_on = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    planner_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    planner_name = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    planned_on = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    serial = table.Column<int>(type: "INTEGER", nullable: true),
                    serial_year = table.Column<int>(type: "INTEGER", nullable: true),
                    first_officer_id = table.Column<Guid>(type: "TEXT", nullable: true),
                    first_officer = table.Column<string>(type: "TEXT", maxLength: 100, nullable: true),
                    first_certificate = table.Column<string>(type: "TEXT", maxLength: 60, nullable: true),
                    second_officer_id = table.Column<Guid>(type: "TEXT", nullable: true),
                    second_officer = table.Column<string>(type: "TEXT", maxLength: 100, nullable: true),
                    second_certificate = table.Column<string>(type: "TEXT", maxLength: 60, nullable: true),
                    state = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    is_open = table.Column<bool>(type: "INTEGER", nullable: false),
                    last_on = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    visited_on = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    closed_on = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    findings = table.Column<int>(type: "INTEGER", nullable: false),
                    open = table.Column<int>(type: "INTEGER", nullable: false),
                    rate = table.Column<decimal>(type: "TEXT", precision: 6, scale: 1, nullable: true),
                    points = table.Column<decimal>(type: "TEXT", precision: 8, scale: 1, nullable: true),
                    key_failures = table.Column<int>(type: "INTEGER", nullable: false),
                    record_paper_id = table.Column<Guid>(type: "TEXT", nullable: true),
                    record_number = table.Column<string>(type: "TEXT", maxLength: 60, nullable: true),
                    measures_paper_id = table.Column<Guid>(type: "TEXT", nullable: true),
                    measures_number = table.Column<string>(type: "TEXT", maxLength: 60, nullable: true),
                    measures_until = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    order_number = table.Column<string>(type: "TEXT", maxLength: 60, nullable: true),
                    lines = table.Column<int>(type: "INTEGER", nullable: false),
                    version = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_inspections", x => x.id);
                    table.ForeignKey(
                        name: "fk_inspections_employer_employer_id",
                        column: x => x.employer_id,
                        principalTable: "employers",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_inspections_inspection_campaign_campaign_id",
                        column: x => x.campaign_id,
                        principalTable: "inspection_campaigns",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_inspections_inspection_plan_plan_id",
                        column: x => x.plan_id,
                        principalTable: "inspection_plans",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_inspections_random_draws_draw_id",
                        column: x => x.draw_id,
                        principalTable: "random_draws",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "inspection_answers",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    task_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    item_number = table.Column<string>(type: "TEXT", maxLength: 10, nullable: false),
                    verdict = table.Column<string>(type: "TEXT", maxLength: 64, nullable: true),
                    met = table.Column<int>(type: "INTEGER", nullable: true),
                    faults = table.Column<int>(type: "INTEGER", nullable: true),
                    given = table.Column<decimal>(type: "TEXT", precision: 8, scale: 1, nullable: true),
                    note = table.Column<string>(type: "TEXT", maxLength: 500, nullable: true),
                    by = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    version = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_inspection_answers", x => x.id);
                    table.ForeignKey(
                        name: "fk_inspection_answers_inspections_task_id",
                        column: x => x.task_id,
                        principalTable: "inspections",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "inspection_findings",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    task_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    number = table.Column<int>(type: "INTEGER", nullable: false),
                    item_number = table.Column<string>(type: "TEXT", maxLength: 10, nullable: true),
                    text = table.Column<string>(type: "TEXT", maxLength: 1000, nullable: false),
                    article = table.Column<string>(type: "TEXT", maxLength: 300, nullable: false),
                    penalty_code = table.Column<string>(type: "TEXT", maxLength: 20, nullable: true),
                    danger_id = table.Column<Guid>(type: "TEXT", nullable: true),
                    removed = table.Column<bool>(type: "INTEGER", nullable: true),
                    version = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_inspection_findings", x => x.id);
                    table.ForeignKey(
                        name: "fk_inspection_findings_inspections_task_id",
                        column: x => x.task_id,
                        principalTable: "inspections",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "inspection_lines",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    task_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    number = table.Column<int>(type: "INTEGER", nullable: false),
                    on = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    act = table.Column<string>(type: "TEXT", maxLength: 64, nullable: true),
                    title = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    note = table.Column<string>(type: "TEXT", maxLength: 1000, nullable: true),
                    by = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_inspection_lines", x => x.id);
                    table.ForeignKey(
                        name: "fk_inspection_lines_inspections_task_id",
                        column: x => x.task_id,
                        principalTable: "inspections",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "inspection_photos",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    task_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    item_number = table.Column<string>(type: "TEXT", maxLength: 10, nullable: true),
                    division_code = table.Column<string>(type: "TEXT", maxLength: 12, nullable: false),
                    scope_path = table.Column<string>(type: "TEXT", maxLength: 80, nullable: false),
                    file_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    name = table.Column<string>(type: "TEXT", maxLength: 120, nullable: false),
                    note = table.Column<string>(type: "TEXT", maxLength: 200, nullable: true),
                    by = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    version = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_inspection_photos", x => x.id);
                    table.ForeignKey(
                        name: "fk_inspection_photos_inspections_task_id",
                        column: x => x.task_id,
                        principalTable: "inspections",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_inspection_photos_stored_file_file_id",
                        column: x => x.file_id,
                        principalTable: "stored_files",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "ix_officer_certificates_number",
                table: "officer_certificates",
                column: "number",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_draw_members_draw_id_code",
                table: "draw_members",
                columns: new[] { "draw_id", "code" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_draw_members_draw_id_place",
                table: "draw_members",
                columns: new[] { "draw_id", "place" });

            migrationBuilder.CreateIndex(
                name: "ix_draw_members_employer_id",
                table: "draw_members",
                column: "employer_id");

            migrationBuilder.CreateIndex(
                name: "ix_draw_persons_draw_id_user_id",
                table: "draw_persons",
                columns: new[] { "draw_id", "user_id" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_inspection_answers_task_id_item_number",
                table: "inspection_answers",
                columns: new[] { "task_id", "item_number" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_inspection_campaigns_division_code_code",
                table: "inspection_campaigns",
                columns: new[] { "division_code", "code" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_inspection_campaigns_scope_path",
                table: "inspection_campaigns",
                column: "scope_path");

            migrationBuilder.CreateIndex(
                name: "ix_inspection_campaigns_to",
                table: "inspection_campaigns",
                column: "to");

            migrationBuilder.CreateIndex(
                name: "ix_inspection_findings_danger_id",
                table: "inspection_findings",
                column: "danger_id");

            migrationBuilder.CreateIndex(
                name: "ix_inspection_findings_task_id_number",
                table: "inspection_findings",
                columns: new[] { "task_id", "number" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_inspection_lines_task_id_number",
                table: "inspection_lines",
                columns: new[] { "task_id", "number" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_inspection_photos_file_id",
                table: "inspection_photos",
                column: "file_id");

            migrationBuilder.CreateIndex(
                name: "ix_inspection_photos_scope_path",
                table: "inspection_photos",
                column: "scope_path");

            migrationBuilder.CreateIndex(
                name: "ix_inspection_photos_task_id",
                table: "inspection_photos",
                column: "task_id");

            migrationBuilder.CreateIndex(
                name: "ix_inspection_plan_shares_plan_id",
                table: "inspection_plan_shares",
                column: "plan_id");

            migrationBuilder.CreateIndex(
                name: "ix_inspection_plans_division_code_year",
                table: "inspection_plans",
                columns: new[] { "division_code", "year" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_inspection_plans_scope_path",
                table: "inspection_plans",
                column: "scope_path");

            migrationBuilder.CreateIndex(
                name: "ix_inspections_authority_code_state_due_on_id",
                table: "inspections",
                columns: new[] { "authority_code", "state", "due_on", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_inspections_campaign_id",
                table: "inspections",
                column: "campaign_id");

            migrationBuilder.CreateIndex(
                name: "ix_inspections_draw_id",
                table: "inspections",
                column: "draw_id");

            migrationBuilder.CreateIndex(
                name: "ix_inspections_due_on_id",
                table: "inspections",
                columns: new[] { "due_on", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_inspections_employer_id_visited_on",
                table: "inspections",
                columns: new[] { "employer_id", "visited_on" });

            migrationBuilder.CreateIndex(
                name: "ix_inspections_is_open_due_on_id",
                table: "inspections",
                columns: new[] { "is_open", "due_on", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_inspections_plan_id",
                table: "inspections",
                column: "plan_id");

            migrationBuilder.CreateIndex(
                name: "ix_inspections_scope_path",
                table: "inspections",
                column: "scope_path");

            migrationBuilder.CreateIndex(
                name: "ix_random_draws_frozen_on",
                table: "random_draws",
                column: "frozen_on");

            migrationBuilder.CreateIndex(
                name: "ix_random_draws_redraw_of_id",
                table: "random_draws",
                column: "redraw_of_id",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_random_draws_scope_path",
                table: "random_draws",
                column: "scope_path");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "draw_members");

            migrationBuilder.DropTable(
                name: "draw_persons");

            migrationBuilder.DropTable(
                name: "inspection_answers");

            migrationBuilder.DropTable(
                name: "inspection_findings");

            migrationBuilder.DropTable(
                name: "inspection_lines");

            migrationBuilder.DropTable(
                name: "inspection_photos");

            migrationBuilder.DropTable(
                name: "inspection_plan_shares");

            migrationBuilder.DropTable(
                name: "inspections");

            migrationBuilder.DropTable(
                name: "inspection_campaigns");

            migrationBuilder.DropTable(
                name: "inspection_plans");

            migrationBuilder.DropTable(
                name: "random_draws");

            migrationBuilder.DropIndex(
                name: "ix_officer_certificates_number",
                table: "officer_certificates");

            migrationBuilder.DropColumn(
                name: "valid_until",
                table: "officer_certificates");

            migrationBuilder.AddColumn<DateOnly>(
                name: "valid_to",
                table: "officer_certificates",
                type: "TEXT",
                nullable: false,
                defaultValue: new DateOnly(1, 1, 1));
        }
    }
}
