<?php

use App\Http\Controllers\CatchUpController;
use App\Http\Controllers\TokenController;
use App\Models\Project;
use App\Models\Task;
use App\Models\Workspace;
use Illuminate\Http\Request;
use Illuminate\Support\Facades\Route;

// E-mail and password for a token; set [app] login_path = "/api/sanctum/token".
Route::post('/sanctum/token', [TokenController::class, 'store'])->middleware('throttle:6,1');

Route::middleware('auth:sanctum')->group(function (): void {
    Route::delete('/tokens/current', [TokenController::class, 'destroy']);

    Route::get('/user', fn (Request $request) => $request->user()->only(['id', 'name', 'email']));

    Route::get('/workspaces', fn (Request $request) => [
        'data' => $request->user()->workspaces()->get(['workspaces.id', 'name']),
    ]);

    Route::get('/workspaces/{workspace}/projects', function (Request $request, Workspace $workspace) {
        abort_unless($workspace->members()->whereKey($request->user()->getKey())->exists(), 403);

        return ['data' => Project::whereBelongsTo($workspace)->get(['id', 'key', 'name'])];
    });

    // What was missed while nobody was connected.
    Route::get('/workspaces/{workspace}/events', [CatchUpController::class, 'index']);

    Route::get('/tasks/{task}', function (Request $request, Task $task) {
        abort_unless($task->project->members()->whereKey($request->user()->getKey())->exists(), 403);

        return ['data' => $task->load(['assignee:id,name', 'comments.author:id,name'])];
    });
});
